using TextClassify.Training.Rows;

namespace TextClassify.Training.Aspect;

/// <summary>How an aspect model is trained; a row is a text with all of its aspects.</summary>
internal sealed record AspectTraining : RowTraining
{
    public AspectTraining()
    {
        Epochs = 20;
        LearningRate = 0.002;
        EmbeddingRate = 0.3;
        EmbeddingDropout = 0.4;
        LabelSmoothing = 0.05;
        Patience = 6;
        WeightAverage = 0.99;
    }

    /// <summary>Of a multi-zone cell's candidates, anew at each step.</summary>
    public double RecurrentDropout { get; init; }

    /// <summary>Weight of the tags' cross-entropy beside the aspects'.</summary>
    public double TagWeight { get; init; } = 0.5;
}
