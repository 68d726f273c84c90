using TextClassify.Training.Checking;

namespace TextClassify.Training.Loops;

/// <summary>What is told of a training while it runs.</summary>
/// <typeparam name="TLine">An evaluation.</typeparam>
internal sealed record TrainingWatch<TLine>
{
    /// <summary>Least time between two checkpoints; null is the kind's own.</summary>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary>Called after every step.</summary>
    public Action<TrainingProgress>? OnProgress { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<TLine, TrainingProgress>? OnLine { get; init; }

    /// <summary>Called once, before the first step.</summary>
    public Action<StepCheckReport>? OnCheck { get; init; }

    /// <summary>Called when there is no time for more steps, with those done and those planned.</summary>
    public Action<int, int>? OnCut { get; init; }

    /// <summary>Called once when the run goes on from a checkpoint.</summary>
    public Action<TrainingState>? OnResume { get; init; }
}
