namespace TextClassify.Api.Models;

/// <summary>Models and their traffic: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LanguageModelDescription))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(PackageDescription))]
[JsonSerializable(typeof(TrafficDescription))]
[JsonSerializable(typeof(TranslatorDescription))]
internal sealed partial class ModelJson : JsonSerializerContext;
