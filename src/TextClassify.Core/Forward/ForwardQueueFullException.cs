namespace TextClassify.Forward;

/// <summary>
/// Refused before any work, because <paramref name="capacity"/> calls were waiting, or more work than can be done in time.
/// </summary>
public sealed class ForwardQueueFullException(int capacity) : Exception($"The queue holds all the calls it may; its limit is {capacity}.")
{
    public int Capacity { get; } = capacity;

    /// <summary>When the queue will have drained at its measured speed; null where no speed was measured yet.</summary>
    public TimeSpan? DrainTime { get; init; }
}
