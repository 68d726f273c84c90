namespace TextClassify.Training.Cases;

/// <summary>One epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean over the epoch's steps, in nats.</param>
/// <param name="DevLoss">Of the merged answer, mean over all development cases.</param>
/// <param name="Accuracy">Of the merged answer, 0..1.</param>
/// <param name="Best">Whether these weights are the best so far.</param>
/// <param name="TokensPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record CaseLine(
    int Epoch, double TrainLoss, double DevLoss, double Accuracy, bool Best, double TokensPerSecond, double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Epoch <= state.Epoch;
}
