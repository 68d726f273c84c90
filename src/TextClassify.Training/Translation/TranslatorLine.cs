namespace TextClassify.Training.Translation;

/// <summary>One evaluation.</summary>
/// <param name="Step">Optimizer steps so far.</param>
/// <param name="TrainLoss">Nats a symbol since the last line.</param>
/// <param name="DevLoss">Nats a symbol of the first development pairs.</param>
/// <param name="DevExact">Share of them that the likeliest symbol after the likeliest symbol writes without a fault.</param>
/// <param name="TokensPerSecond">Symbols of sources and targets; training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record TranslatorLine(
    int Step, double TrainLoss, double DevLoss, double DevExact, double TokensPerSecond, double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Step <= state.Step;
}
