namespace TextClassify.Api.Scoring;

/// <summary>Time the model's work took, added up from several threads.</summary>
internal sealed class ModelTime
{
    private long _queueTicks;
    private long _computeTicks;

    public TimeSpan Queue => new(Interlocked.Read(ref _queueTicks));

    public TimeSpan Compute => new(Interlocked.Read(ref _computeTicks));

    public void Add(TimeSpan queue, TimeSpan compute)
    {
        Interlocked.Add(ref _queueTicks, queue.Ticks);
        Interlocked.Add(ref _computeTicks, compute.Ticks);
    }
}
