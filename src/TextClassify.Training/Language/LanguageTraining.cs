using TextClassify.Training.Steps;

namespace TextClassify.Training.Language;

/// <summary>How a character language model is trained: Adam over windows of parallel streams whose state is carried on.</summary>
internal sealed record LanguageTraining : IStepSettings
{
    /// <summary>B, streams side by side.</summary>
    public int Streams { get; init; } = 64;

    /// <summary>Steps a gradient reaches back.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Optimizer steps, one a window; the schedule ends with them.</summary>
    public int Steps { get; init; } = 5_000;

    /// <summary>Peak of a linear warm-up; falls to 0 as a cosine.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Share of the steps.</summary>
    public double WarmUp { get; init; } = 0.02;

    /// <summary>Largest norm of a step's gradient.</summary>
    public double ClipNorm { get; init; } = 1;

    public double WeightDecay { get; init; }

    /// <inheritdoc cref="IStepSettings.Muon"/>
    public bool Muon { get; init; }

    /// <inheritdoc cref="IStepSettings.RestartAt"/>
    public int RestartAt { get; init; }

    public double LayerDropout { get; init; }

    public double RecurrentDropout { get; init; }

    public double Zoneout { get; init; }

    /// <summary>Of forward and backward passes.</summary>
    public PrecisionKind Precision { get; init; }

    /// <summary>Share a step keeps of the moving average of the weights, which is then what is measured and kept; 0 keeps none.</summary>
    public double WeightAverage { get; init; }

    /// <summary>Steps from one evaluation and checkpoint to the next.</summary>
    public int EvaluateEvery { get; init; } = 250;

    /// <summary>Development characters of the evaluations on the way; the last takes all.</summary>
    public int DevCharacters { get; init; } = 200_000;

    double IStepSettings.EmbeddingRate => 0;

    DecayKind IStepSettings.Decay => DecayKind.Cosine;
}
