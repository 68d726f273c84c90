namespace TextClassify.Api.Security;

/// <summary>
/// A minute's worth of tokens that fills evenly. A cost above a minute's worth is taken from a full bucket and leaves a debt, so that a
/// long text is slow and not impossible; the framework's bucket throws there. Safe for concurrent use.
/// </summary>
internal sealed class TokenBucket(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _available = perMinute;
    private long _seen = time.GetTimestamp();

    /// <summary>Whether nothing of it is in use.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return _available >= perMinute;
            }
        }
    }

    /// <summary>Zero when the tokens were taken, else the time after which as many can be had; then nothing was taken.</summary>
    public TimeSpan Take(long tokens)
    {
        lock (_lock)
        {
            Fill();
            double needed = Math.Min(tokens, perMinute);
            if (_available < needed)
            {
                return TimeSpan.FromMinutes((needed - _available) / perMinute);
            }

            _available -= tokens;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Puts back what was taken and not needed.</summary>
    public void Give(long tokens)
    {
        lock (_lock)
        {
            Fill();
            _available = Math.Min(perMinute, _available + tokens);
        }
    }

    private void Fill()
    {
        long now = time.GetTimestamp();
        _available = Math.Min(perMinute, _available + (time.GetElapsedTime(_seen, now).TotalMinutes * perMinute));
        _seen = now;
    }
}
