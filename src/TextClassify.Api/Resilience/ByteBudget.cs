namespace TextClassify.Api.Resilience;

/// <summary>Bytes that all requests together may hold. Safe for concurrent use.</summary>
/// <param name="limit">Most bytes.</param>
internal sealed class ByteBudget(long limit)
{
    private long _held;

    public long Limit => limit;

    public long Held => Volatile.Read(ref _held);

    /// <summary>Nothing is held by it yet.</summary>
    public ByteLease Open() => new(this);

    internal bool TryTake(long bytes)
    {
        long held = Held;
        while (held + bytes <= limit)
        {
            long seen = Interlocked.CompareExchange(ref _held, held + bytes, held);
            if (seen == held)
            {
                return true;
            }

            held = seen;
        }

        return false;
    }

    internal void Give(long bytes) => Interlocked.Add(ref _held, -bytes);
}

/// <summary>What one request holds of a budget. For one thread at a time; given back once, however often it is disposed of.</summary>
internal sealed class ByteLease(ByteBudget budget) : IDisposable
{
    private long _bytes;

    /// <summary>Holds as many bytes in all; false, with what it held before, when the budget has no room.</summary>
    public bool TryGrow(long bytes)
    {
        if (bytes > _bytes && !budget.TryTake(bytes - _bytes))
        {
            return false;
        }

        _bytes = Math.Max(_bytes, bytes);
        return true;
    }

    public void Dispose() => budget.Give(Interlocked.Exchange(ref _bytes, 0));
}
