namespace TextClassify.Api.Records;

/// <summary>Recorded predictions and their labels: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PredictionPage))]
[JsonSerializable(typeof(FeedbackResponse))]
[JsonSerializable(typeof(ErasuresResponse))]
internal sealed partial class PredictionJson : JsonSerializerContext;
