namespace TextClassify.Training.Aspect;

/// <summary>One epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean over the epoch's steps, in nats, tags included.</param>
/// <param name="DevLoss">Mean over all development aspects.</param>
/// <param name="Accuracy">By domain, 0..1.</param>
/// <param name="SpanF1">Of the tagger over all domains.</param>
/// <param name="Best">Whether these weights are the best so far.</param>
/// <param name="TokensPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record AspectLine(
    int Epoch,
    double TrainLoss,
    double DevLoss,
    IReadOnlyDictionary<string, double> Accuracy,
    double SpanF1,
    bool Best,
    double TokensPerSecond,
    double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Epoch <= state.Epoch;
}
