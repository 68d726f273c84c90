namespace TextClassify.Training.Loops;

/// <summary>What a training has reached at the end of an epoch, besides its arrays.</summary>
internal sealed record TrainingState
{
    /// <summary>Finished epochs.</summary>
    public int Epoch { get; init; }

    /// <summary>Optimizer steps.</summary>
    public int Step { get; init; }

    /// <summary>Best development accuracy, 0..1; -1 before the first evaluation.</summary>
    public double BestAccuracy { get; init; } = -1;

    /// <summary>Development loss of the best weights: the tie-breaker.</summary>
    public double BestLoss { get; init; } = double.MaxValue;

    public int BestEpoch { get; init; }

    /// <summary>What the run was made from; a checkpoint of another run is refused.</summary>
    public string Fingerprint { get; init; } = "";
}
