using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>How the JSON files of a package are written and read: camelCase, indented, strict.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    NewLine = "\n",
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PackageHead))]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenText>))]
[JsonSerializable(typeof(ReferenceProfile))]
[JsonSerializable(typeof(ReferenceCorpus))]
public sealed partial class PackageJson : JsonSerializerContext
{
    /// <summary>The same settings for the context of a kind that has files of its own.</summary>
    public static JsonSerializerOptions Settings() => new(Default.Options) { TypeInfoResolver = null };
}
