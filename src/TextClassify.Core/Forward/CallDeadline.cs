namespace TextClassify.Forward;

/// <summary>When the answer of a call must be there, by its caller's word. What has not begun by then is not run.</summary>
/// <param name="Timestamp">Of the clock that the model's queue reads.</param>
/// <param name="Limit">What the caller gave, from the moment the request was read.</param>
public readonly record struct CallDeadline(long Timestamp, TimeSpan Limit)
{
    /// <param name="time">The clock.</param>
    /// <param name="since">Timestamp of the reading.</param>
    /// <param name="limit">Above zero.</param>
    public static CallDeadline After(TimeProvider time, long since, TimeSpan limit) =>
        new(since + (long)(limit.TotalSeconds * time.TimestampFrequency), limit);

    /// <summary>What is left of it; zero once it has passed.</summary>
    public TimeSpan Left(TimeProvider time)
    {
        long now = time.GetTimestamp();
        return now >= Timestamp ? TimeSpan.Zero : time.GetElapsedTime(now, Timestamp);
    }
}
