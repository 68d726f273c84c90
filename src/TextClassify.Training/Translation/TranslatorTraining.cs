using TextClassify.Training.Steps;

namespace TextClassify.Training.Translation;

/// <summary>How a translator is trained: Adam over batches of pairs, for so many updates whatever the number of pairs.</summary>
internal sealed record TranslatorTraining : IStepSettings
{
    /// <summary>Optimizer steps; the schedule ends with them.</summary>
    public int Updates { get; init; } = 10_000;

    public int BatchSize { get; init; } = 64;

    /// <summary>Peak of a linear warm-up; falls to 0 as a cosine.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Share of the steps.</summary>
    public double WarmUp { get; init; } = 0.02;

    /// <summary>Largest norm of a step's gradient.</summary>
    public double ClipNorm { get; init; } = 1;

    public double WeightDecay { get; init; }

    /// <summary>Share left out of embeddings and of what the output reads.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Steps from one evaluation and checkpoint to the next.</summary>
    public int EvaluateEvery { get; init; } = 500;

    /// <summary>Development pairs of the evaluations on the way; the last takes all.</summary>
    public int DevPairs { get; init; } = 500;

    double IStepSettings.EmbeddingRate => 0;

    DecayKind IStepSettings.Decay => DecayKind.Cosine;
}
