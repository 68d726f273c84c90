using TextClassify.Training.Loops;
using TextClassify.Training.Recipes;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Rows;

/// <summary>How a net over rows of words, and the table of its words, are trained.</summary>
internal abstract record RowTraining : IStepSettings
{
    /// <summary>Most epochs; early stopping may end before.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rows a step; batches hold rows of similar length.</summary>
    public int BatchSize { get; init; } = 64;

    public double LearningRate { get; init; } = 1e-3;

    public double EmbeddingRate { get; init; } = 0.5;

    public double WeightDecay { get; init; } = 1e-4;

    public double ClipNorm { get; init; } = 1.0;

    public double EmbeddingDropout { get; init; } = 0.3;

    public double StateDropout { get; init; } = 0.3;

    public double OutputDropout { get; init; } = 0.3;

    /// <summary>Share of tokens replaced by the unknown word in training.</summary>
    public double WordDropout { get; init; } = 0.05;

    public double LabelSmoothing { get; init; }

    /// <summary>Epochs without a better development accuracy before stopping.</summary>
    public int Patience { get; init; } = 3;

    public double WarmUp { get; init; } = 0.05;

    public DecayKind Decay { get; init; } = DecayKind.Linear;

    /// <summary>Share a step keeps of the moving average of the weights, which is then what is evaluated and kept; 0 keeps none.</summary>
    public double WeightAverage { get; init; }

    /// <param name="tokens">Of an epoch.</param>
    /// <param name="userRate">The learning rate where the user can lower it.</param>
    public LoopPlan PlanOf(long tokens, double? userRate) => new()
    {
        Turns = Epochs,
        Units = tokens * Epochs,
        Step = this,
        UserRate = userRate,
        Patience = Patience,
        WeightAverage = WeightAverage,
    };

    /// <summary>Puts the unknown word in the place of a share of the words.</summary>
    public void DropWords(int[] ids, Random draws)
    {
        for (int i = 0; WordDropout > 0 && i < ids.Length; i++)
        {
            if (ids[i] != Vocabulary.PadId && draws.NextDouble() < WordDropout)
            {
                ids[i] = Vocabulary.UnknownId;
            }
        }
    }

    /// <summary>Adds what is wrong with the values.</summary>
    public void Check(RecipeFaults faults)
    {
        faults.Within("training.epochs", Epochs, 10_000);
        faults.Within("training.batchSize", BatchSize, 65_536);
        faults.Check(EmbeddingRate is >= 0 and <= 10, "training.embeddingRate", EmbeddingRate, "0 to 10");
        faults.Step(this);
        faults.Share("training.embeddingDropout", EmbeddingDropout);
        faults.Share("training.stateDropout", StateDropout);
        faults.Share("training.outputDropout", OutputDropout);
        faults.Share("training.wordDropout", WordDropout);
        faults.Share("training.labelSmoothing", LabelSmoothing);
        faults.Share("training.weightAverage", WeightAverage);
        faults.Check(Patience >= 1, "training.patience", Patience, "at least 1");
    }
}
