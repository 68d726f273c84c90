using System.Text.Json.Serialization;

namespace TextClassify.Models.Sources;

/// <summary>The manifest of models of several sources, written and read as <see cref="PackageJson"/> does.</summary>
[JsonSerializable(typeof(SourcesManifest))]
public sealed partial class SourcesPackageJson : JsonSerializerContext
{
    public static SourcesPackageJson Strict { get; } = new(PackageJson.Settings());
}
