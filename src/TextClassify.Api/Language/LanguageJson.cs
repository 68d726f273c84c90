namespace TextClassify.Api.Language;

/// <summary>Answers of /score and /generate: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GenerateEvent))]
[JsonSerializable(typeof(GenerateResponse))]
[JsonSerializable(typeof(ScoreResponse))]
internal sealed partial class LanguageJson : JsonSerializerContext;
