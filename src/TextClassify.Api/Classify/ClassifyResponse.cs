namespace TextClassify.Api.Classify;

/// <summary>Labels in the order of the inputs.</summary>
internal sealed record ClassifyResponse(ModelReference Model, IReadOnlyList<ClassifyResult> Results, Timing Timing);
