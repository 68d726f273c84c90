using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>How a run ended.</summary>
/// <param name="State">One of <see cref="TrainingStates.Ends"/>.</param>
/// <param name="Error">Why it did not succeed, in one sentence; null where the program said so itself.</param>
/// <param name="Model">What it became.</param>
internal sealed record TrainingEnd(string State, string? Error, ModelReference? Model = null)
{
    public static TrainingEnd Failed(string? error) => new(TrainingStates.Failed, error);

    public static TrainingEnd Cancelled(string error) => new(TrainingStates.Cancelled, error);
}
