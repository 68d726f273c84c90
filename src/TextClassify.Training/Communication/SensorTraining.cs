using TextClassify.Training.Steps;

namespace TextClassify.Training.Communication;

/// <summary>How a net of nodes is trained: Adam on cases that are drawn anew each turn.</summary>
internal sealed record SensorTraining : IStepSettings
{
    public ObjectiveKind Objective { get; init; } = ObjectiveKind.Every;

    /// <summary>Of the divergences, for <see cref="ObjectiveKind.Consensus"/>.</summary>
    public double ConsensusWeight { get; init; } = 0.1;

    public int BatchSize { get; init; } = 128;

    /// <summary>Cases between two evaluations.</summary>
    public int TurnCases { get; init; } = 12_800;

    public int Turns { get; init; } = 12;

    public int DevCases { get; init; } = 4_000;

    /// <summary>Peak of a linear warm-up; falls to 0 as a cosine.</summary>
    public double LearningRate { get; init; } = 0.004;

    public double WarmUp { get; init; } = 0.05;

    public double ClipNorm { get; init; } = 1;

    public double WeightDecay { get; init; } = 0.0001;

    /// <summary>Share of messages that training loses.</summary>
    public double EdgeLoss { get; init; }

    /// <summary>
    /// Chance of each source to be missing from a case in training; one is kept. The label is that of the sources that are there.
    /// </summary>
    public double SourceDrop { get; init; }

    /// <summary>That chance in the last turn, come to in equal steps: few sources first, then more. Null where it stays.</summary>
    public double? SourceDropLast { get; init; }

    /// <summary>The chance in a turn.</summary>
    /// <param name="turn">From 1.</param>
    public double SourceDropOf(int turn) =>
        SourceDropLast is { } last && Turns > 1 ? SourceDrop + ((last - SourceDrop) * (turn - 1) / (Turns - 1)) : SourceDrop;

    double IStepSettings.EmbeddingRate => 0;

    DecayKind IStepSettings.Decay => DecayKind.Cosine;
}
