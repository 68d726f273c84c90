namespace TextClassify.Api.Classify;

/// <summary>Labels in the order of the inputs.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Results">One an input.</param>
/// <param name="Timing">Where the time went.</param>
/// <param name="PredictionId">
/// Names the answer for <c>GET /predictions/{id}</c> and <c>PUT /feedback/{id}/{item}</c>, where an item is a result's place from 0. Only
/// where answers are recorded.
/// </param>
internal sealed record ClassifyResponse(
    ModelReference Model, IReadOnlyList<ClassifyResult> Results, Timing Timing, Guid? PredictionId = null);
