namespace TextClassify.Api.Classify;

/// <summary>Answers of /classify: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClassifyResponse))]
[JsonSerializable(typeof(Evidence))]
internal sealed partial class ClassifyJson : JsonSerializerContext;
