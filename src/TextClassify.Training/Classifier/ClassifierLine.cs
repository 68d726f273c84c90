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
}
