namespace TextClassify.Forward;

/// <summary>Waited for <paramref name="waited"/>, which was its limit; what had not begun was not run.</summary>
public sealed class ForwardDeadlineException(
    TimeSpan waited) : Exception($"The call waited {waited.TotalSeconds} s for its turn, which is the limit.")
{
    public TimeSpan Waited { get; } = waited;

    /// <summary>The caller's own, where that was the limit; null where it was the queue's.</summary>
    public CallDeadline? Deadline { get; init; }
}
