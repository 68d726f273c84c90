using TextClassify.Training.Rows;

namespace TextClassify.Training.Cases;

/// <summary>How nodes that read texts are trained: the merged answer, and each node's own beside it.</summary>
internal sealed record CaseTraining : RowTraining
{
    public CaseTraining()
    {
        Epochs = 6;
        LearningRate = 0.002;
        EmbeddingRate = 0.3;
        EmbeddingDropout = 0.4;
        LabelSmoothing = 0.05;
        WordDropout = 0.05;
        WeightAverage = 0.99;
        OutputDropout = 0;
    }

    /// <summary>Weight of the nodes' own answers, their mean, beside the merged one.</summary>
    public double OwnWeight { get; init; } = 0.3;

    /// <summary>Share of messages that training loses.</summary>
    public double EdgeLoss { get; init; } = 0.2;

    /// <summary>Chance of each source to be missing from a case in training; one is kept.</summary>
    public double SourceDrop { get; init; } = 0.2;
}
