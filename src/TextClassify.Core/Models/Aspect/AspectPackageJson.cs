using System.Text.Json.Serialization;

namespace TextClassify.Models.Aspect;

/// <summary>The manifest of aspect models, written and read as <see cref="PackageJson"/> does.</summary>
[JsonSerializable(typeof(AspectManifest))]
public sealed partial class AspectPackageJson : JsonSerializerContext
{
    public static AspectPackageJson Strict { get; } = new(PackageJson.Settings());
}
