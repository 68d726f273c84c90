namespace TextClassify.Explain;

/// <summary>A point on a monotonic clock after which an explainer stops and gives what it has. The default value never passes.</summary>
public readonly struct Deadline
{
    private readonly TimeProvider? _time;
    private readonly long _timestamp;

    private Deadline(TimeProvider time, long timestamp)
    {
        _time = time;
        _timestamp = timestamp;
    }

    public static Deadline None => default;

    public bool Passed => _time is { } time && time.GetTimestamp() >= _timestamp;

    /// <summary>A source that cancels when the deadline passes.</summary>
    internal CancellationTokenSource Source()
    {
        if (_time is not { } time)
        {
            return new CancellationTokenSource();
        }

        long left = Math.Max(0, _timestamp - time.GetTimestamp());
        return new CancellationTokenSource(TimeSpan.FromSeconds((double)left / time.TimestampFrequency), time);
    }

    /// <param name="time">Its timestamps are read at every look.</param>
    /// <param name="wait">From now; zero has passed already.</param>
    public static Deadline After(TimeProvider time, TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        return new Deadline(time, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
    }
}
