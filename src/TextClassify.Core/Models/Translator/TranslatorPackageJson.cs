using System.Text.Json.Serialization;

namespace TextClassify.Models.Translator;

/// <summary>The files of translators, written and read as <see cref="PackageJson"/> does.</summary>
[JsonSerializable(typeof(TranslatorManifest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenTranslation>))]
public sealed partial class TranslatorPackageJson : JsonSerializerContext
{
    public static TranslatorPackageJson Strict { get; } = new(PackageJson.Settings());
}
