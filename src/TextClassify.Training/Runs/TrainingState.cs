namespace TextClassify.Training.Runs;

/// <summary>What a training has reached at the end of a turn, besides its arrays.</summary>
internal sealed record TrainingState
{
    /// <summary>Finished turns of the loop: epochs, or stretches of steps.</summary>
    public int Epoch { get; init; }

    /// <summary>Optimizer steps.</summary>
    public int Step { get; init; }

    /// <summary>Best development accuracy, 0..1; -1 before the first evaluation, and where the last weights are kept.</summary>
    public double BestAccuracy { get; init; } = -1;

    /// <summary>Development loss of the best weights: the tie-breaker.</summary>
    public double BestLoss { get; init; } = double.MaxValue;

    public int BestEpoch { get; init; }
}
