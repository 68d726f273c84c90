using TextClassify.Training.Loops;

namespace TextClassify.Training.Classifier;

/// <summary>One evaluation.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">Optimizer steps so far.</param>
/// <param name="TrainLoss">Mean since the last line, in nats, penalty included.</param>
/// <param name="DevLoss">Cross-entropy in nats.</param>
/// <param name="DevAccuracy">0..1.</param>
/// <param name="Best">It is the best so far, and its weights are kept.</param>
/// <param name="LearningRate">Of the net.</param>
/// <param name="TokensPerSecond">Of the training steps since the last line.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record ClassifierLine(
    int Epoch,
    int Step,
    double TrainLoss,
    double DevLoss,
    double DevAccuracy,
    bool Best,
    double LearningRate,
    double TokensPerSecond,
    double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Epoch <= state.Epoch;

    /// <summary>An evaluation of what a net said of the development rows.</summary>
    public static Measurement<ClassifierLine> Measure(LabelledLogits logits)
    {
        double accuracy = Reach.Of(logits).Chosen, loss = TemperatureScaling.Loss(logits, 1);
        return new(accuracy, loss, figures => new ClassifierLine(
            figures.Turn,
            figures.Step,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(loss, 5),
            accuracy,
            figures.Best,
            figures.LearningRate,
            figures.UnitsPerSecond,
            figures.Seconds));
    }
}
