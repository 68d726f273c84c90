using System.Text.Json;
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
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(AspectManifest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenText>))]
[JsonSerializable(typeof(ReferenceProfile))]
[JsonSerializable(typeof(ReferenceCorpus))]
[JsonSerializable(typeof(LanguageManifest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenSurprisal>))]
[JsonSerializable(typeof(LanguageProfile))]
public sealed partial class PackageJson : JsonSerializerContext;
