namespace TextClassify.Training.Pretraining;

/// <summary>One evaluation.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean since the last line.</param>
/// <param name="Cosine">Mean cosine between the net's vector of a development text and the teacher's, -1..1.</param>
/// <param name="Best">It is the best so far, and its weights are kept.</param>
/// <param name="TokensPerSecond">Of the training steps since the last line.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record BaseLine(int Epoch, double TrainLoss, double Cosine, bool Best, double TokensPerSecond, double Seconds) : ILogLine
{
    public bool IsWithin(TrainingState state) => Epoch <= state.Epoch;
}
