namespace TextClassify.Api.OpenInference;

/// <summary>Answers of /v2: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InferError))]
[JsonSerializable(typeof(InferModelMetadata))]
[JsonSerializable(typeof(InferModelReady))]
[JsonSerializable(typeof(InferResponse))]
[JsonSerializable(typeof(InferServerLive))]
[JsonSerializable(typeof(InferServerMetadata))]
[JsonSerializable(typeof(InferServerReady))]
internal sealed partial class InferJson : JsonSerializerContext;
