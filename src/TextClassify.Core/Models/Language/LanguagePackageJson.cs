using System.Text.Json.Serialization;

namespace TextClassify.Models.Language;

/// <summary>The files of language models, written and read as <see cref="PackageJson"/> does.</summary>
[JsonSerializable(typeof(LanguageManifest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenSurprisal>))]
[JsonSerializable(typeof(LanguageProfile))]
public sealed partial class LanguagePackageJson : JsonSerializerContext
{
    public static LanguagePackageJson Strict { get; } = new(PackageJson.Settings());
}
