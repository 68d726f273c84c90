namespace TextClassify.Training.Loops;

/// <summary>How a net is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Most epochs; early stopping may end before.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rows a step; batches hold rows of similar length.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>AdamW's step size at its peak.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Factor on the learning rate of the embedding table.</summary>
    public double EmbeddingRate { get; init; } = 0.5;

    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest gradient norm.</summary>
    public double ClipNorm { get; init; } = 1.0;

    public double EmbeddingDropout { get; init; } = 0.3;

    public double StateDropout { get; init; } = 0.3;

    public double OutputDropout { get; init; } = 0.3;

    /// <summary>Share of tokens replaced by the unknown word in training.</summary>
    public double WordDropout { get; init; } = 0.05;

    /// <summary>Weight of ||A A' - I||^2 (Lin et al. 2017), mean over the batch.</summary>
    public double RedundancyPenalty { get; init; }

    public double LabelSmoothing { get; init; }

    /// <summary>Weight of the finer labels' loss beside the labels' own, when the recipe names a column of them.</summary>
    public double FinerLabelWeight { get; init; } = 1;

    /// <summary>Epochs without a better development accuracy before stopping.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Development evaluations an epoch.</summary>
    public int EvaluationsPerEpoch { get; init; } = 1;

    /// <summary>Share of the steps over which the learning rate rises to its peak.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>How the learning rate falls after the warm-up, over all <see cref="Epochs"/>.</summary>
    public DecayKind Decay { get; init; } = DecayKind.Linear;

    /// <summary>Share a step keeps of the moving average of the weights, which is then what is evaluated and kept; 0 keeps none.</summary>
    public double WeightAverage { get; init; }
}
