namespace TextClassify.Api.Translate;

/// <summary>Answers of /translate: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranslateResponse))]
internal sealed partial class TranslateJson : JsonSerializerContext;
