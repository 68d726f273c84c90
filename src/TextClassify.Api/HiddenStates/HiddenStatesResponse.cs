namespace TextClassify.Api.HiddenStates;

/// <summary>Hidden states in the order of the inputs.</summary>
/// <param name="Model">The model.</param>
/// <param name="Labels">The model's labels in the order of every list of probabilities here; none for a language model.</param>
/// <param name="Results">One an input.</param>
/// <param name="Timing">Where the time went.</param>
internal sealed record HiddenStatesResponse(
    ModelReference Model, IReadOnlyList<string> Labels, IReadOnlyList<HiddenStatesResult> Results, Timing Timing);
