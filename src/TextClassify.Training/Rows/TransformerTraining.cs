using TextClassify.Training.Recipes;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Rows;

/// <summary>How a pretrained transformer is fine-tuned on rows; the values are of those that Devlin et al. (2019) try for BERT.</summary>
internal sealed record TransformerTraining : IStepSettings
{
    public int Epochs { get; init; } = 3;

    /// <summary>Rows a step; batches hold rows of similar length.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Pieces that are read of a text; a step's time grows with them, and its memory with their square.</summary>
    public int MaxTokens { get; init; } = 128;

    public double LearningRate { get; init; } = 5e-5;

    /// <summary>The table of pieces is left as it is: its dense update would cost as much as the rest of a step.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double EmbeddingRate => 0;

    public double WeightDecay { get; init; } = 0.01;

    public double ClipNorm { get; init; } = 1;

    public double WarmUp { get; init; } = 0.1;

    public DecayKind Decay { get; init; } = DecayKind.Linear;

    /// <summary>Share of numbers set to zero in training, of states and of attention.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Of forward and backward passes.</summary>
    public PrecisionKind Precision { get; init; }

    /// <summary>Development evaluations an epoch.</summary>
    public int EvaluationsPerEpoch { get; init; } = 1;

    /// <summary>Adds what is wrong with the values.</summary>
    public void Check(RecipeFaults faults)
    {
        faults.Within("transformer.epochs", Epochs, 1_000);
        faults.Within("transformer.batchSize", BatchSize, 4_096);
        faults.Within("transformer.maxTokens", MaxTokens, 510);
        faults.Step(this, "transformer");
        faults.Share("transformer.dropout", Dropout);
        faults.Within("transformer.evaluationsPerEpoch", EvaluationsPerEpoch, 1_000);
    }
}
