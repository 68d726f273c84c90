namespace TextClassify.Api.Monitoring;

/// <summary>Accuracy, drift and reasons: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QualityResponse))]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(DriftResponse))]
[JsonSerializable(typeof(ExplanationsResponse))]
[JsonSerializable(typeof(LabelQueueResponse))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
