namespace TextClassify.Api.Hosting;

/// <summary>The answer of /: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServiceIndex))]
internal sealed partial class IndexJson : JsonSerializerContext;
