namespace TextClassify.Api.Problems;

/// <summary>Problems: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ItemError))]
internal sealed partial class ProblemJson : JsonSerializerContext;
