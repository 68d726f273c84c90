namespace TextClassify.Training.Loops;

/// <summary>Where a training stands; reported after every step.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">Most epochs.</param>
/// <param name="TokensDone">Of the whole training, earlier epochs included.</param>
/// <param name="TokensTotal">Of all epochs.</param>
/// <param name="Loss">Running mean of the training loss, in nats.</param>
/// <param name="TokensPerSecond">Since this process began training.</param>
/// <param name="Remaining">Time to the last epoch's end at this pace, evaluations included; early stopping may shorten it.</param>
internal readonly record struct TrainingProgress(
    int Epoch, int Epochs, long TokensDone, long TokensTotal, double Loss, double TokensPerSecond, TimeSpan Remaining)
{
    /// <summary>On the development rows, at an evaluation; null between them.</summary>
    public double? Accuracy { get; init; }
}
