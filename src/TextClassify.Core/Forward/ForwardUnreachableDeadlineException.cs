namespace TextClassify.Forward;

/// <summary>Refused before any work: at its measured speed the queue would reach the call after the caller's deadline.</summary>
/// <param name="deadline">The caller's.</param>
/// <param name="left">What was left of it.</param>
/// <param name="needed">What waits before the call, and the call, at the measured speed.</param>
public sealed class ForwardUnreachableDeadlineException(CallDeadline deadline, TimeSpan left, TimeSpan needed)
    : Exception($"The call needs about {needed.TotalSeconds} s and has {left.TotalSeconds} s.")
{
    public CallDeadline Deadline { get; } = deadline;

    public TimeSpan Left { get; } = left;

    public TimeSpan Needed { get; } = needed;

    /// <summary>When the queue will have drained at its measured speed.</summary>
    public required TimeSpan DrainTime { get; init; }
}
