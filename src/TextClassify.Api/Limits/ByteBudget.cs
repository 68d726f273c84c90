namespace TextClassify.Api.Limits;

/// <summary>
/// Bytes that all requests together may hold. The last quarter is for those that ask for little, so that a few large ones shut nobody else
/// out. Safe for concurrent use.
/// </summary>
/// <param name="limit">Most bytes.</param>
internal sealed class ByteBudget(long limit)
{
    /// <summary>Most bytes of a request that asks for little.</summary>
    public const int SmallBytes = 1024 * 1024;

    private long _held;

    public long Limit => limit;

    public long Held => Volatile.Read(ref _held);

    /// <summary>Most bytes that may be held when a request comes to hold so many.</summary>
    public long LimitFor(long bytes) => bytes <= SmallBytes ? limit : limit - (limit / 4);

    /// <summary>The limit of a budget that has room for so many bytes of one request.</summary>
    public static long LimitWith(long bytes) => bytes <= SmallBytes ? bytes : bytes + ((bytes + 2) / 3);

    /// <summary>Nothing is held by it yet.</summary>
    public ByteLease Open() => new(this);

    internal bool TryTake(long bytes, long most)
    {
        long held = Held;
        while (held + bytes <= most)
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
        if (bytes > _bytes && !budget.TryTake(bytes - _bytes, budget.LimitFor(bytes)))
        {
            return false;
        }

        _bytes = Math.Max(_bytes, bytes);
        return true;
    }

    public void Dispose() => budget.Give(Interlocked.Exchange(ref _bytes, 0));
}
