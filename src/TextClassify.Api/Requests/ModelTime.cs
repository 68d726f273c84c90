namespace TextClassify.Api.Requests;

/// <summary>What the model's work took, added up from several threads.</summary>
internal sealed class ModelTime
{
    private long _queueTicks;
    private long _computeTicks;
    private long _tokens;

    public TimeSpan Queue => new(Interlocked.Read(ref _queueTicks));

    public TimeSpan Compute => new(Interlocked.Read(ref _computeTicks));

    /// <summary>Tokens it ran: those of each text times its model calls.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    public void Add(TimeSpan queue, TimeSpan compute, long tokens)
    {
        Interlocked.Add(ref _tokens, tokens);
        Interlocked.Add(ref _queueTicks, queue.Ticks);
        Interlocked.Add(ref _computeTicks, compute.Ticks);
    }
}
