namespace TextClassify.Training.Language;

/// <summary>One evaluation.</summary>
/// <param name="Step">Optimizer steps so far.</param>
/// <param name="TrainBits">Mean bits per character since the last line.</param>
/// <param name="DevBits">Of the first development characters.</param>
/// <param name="CharactersPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record LanguageLine(int Step, double TrainBits, double DevBits, double CharactersPerSecond, double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Step <= state.Step;
}
