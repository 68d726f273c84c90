namespace TextClassify.Training.Communication;

/// <summary>One evaluation.</summary>
/// <param name="Turn">From 1.</param>
/// <param name="TrainLoss">Mean over the turn's steps, in nats.</param>
/// <param name="DevLoss">In nats.</param>
/// <param name="Each">Of a node's own answer, 0..1.</param>
/// <param name="Merged">Of the merged answer, 0..1.</param>
/// <param name="CasesPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record SensorLine(
    int Turn, double TrainLoss, double DevLoss, double Each, double Merged, double CasesPerSecond, double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Turn <= state.Epoch;
}
