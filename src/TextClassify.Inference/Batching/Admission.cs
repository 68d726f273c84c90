namespace TextClassify.Inference.Batching;

/// <summary>Says which calls are not taken in, by the measured speed of the model. Not safe for concurrent use.</summary>
/// <param name="rules">Limits.</param>
/// <param name="slots">Runs at the same time.</param>
/// <param name="time">Of deadlines.</param>
internal sealed class Admission(BatchingRules rules, int slots, TimeProvider time)
{
    // So many full runs of room: enough that a caller with a few rows does not run alone.
    private const int LeadRuns = 4;

    // A bulk run takes longer where it gave way.
    private readonly Speed[] _speeds = [new(), new()];

    /// <summary>Timestamp at which a lane lets a call wait no longer.</summary>
    public long Patience(ForwardLane lane, long now)
    {
        var wait = rules.MaxWait(lane);
        return wait == Timeout.InfiniteTimeSpan ? long.MaxValue : now + (long)(wait.TotalSeconds * time.TimestampFrequency);
    }

    public void Ran(ForwardLane lane, long tokens, TimeSpan taken) => _speeds[(int)lane].Add(tokens, taken);

    /// <summary>
    /// What so many tokens take in a run, by the measured speed: a run that had to give way is not charged more than others.
    /// </summary>
    public TimeSpan TimeOf(ForwardLane lane, long tokens) => _speeds[(int)lane].Time(tokens, runs: 1) ?? TimeSpan.Zero;

    /// <summary>How far a caller may be ahead of others and join their runs all the same.</summary>
    public TimeSpan Lead(ForwardLane lane) => TimeOf(lane, LeadRuns * rules.For(lane).MaxTokens);

    /// <summary>Why a call is not taken in; null where it is.</summary>
    /// <param name="call">Not among <paramref name="open"/>.</param>
    /// <param name="open">What was taken in before.</param>
    public Exception? Refusal(BatchCall call, OpenCalls open)
    {
        var lane = call.Terms.Lane;
        long waiting = open.WaitingTokens(lane);
        var speed = _speeds[(int)lane];
        var drain = speed.Time(waiting, slots);
        var wait = rules.MaxWait(lane);
        if (open.Waiting >= rules.QueueCapacity || (wait != Timeout.InfiniteTimeSpan && drain > wait))
        {
            return new ForwardQueueFullException(rules.QueueCapacity) { DrainTime = drain };
        }

        // Where nothing waits the call is taken whatever was measured: a slow first run would else refuse all others, and none would
        // measure anew.
        if (call.Terms.Deadline is not { } deadline || waiting == 0)
        {
            return null;
        }

        // Of a call that may be answered in part the first rows may be in time.
        var left = deadline.Left(time);
        return speed.Time(waiting + (call.Terms.Partial ? 0 : call.WaitingTokens), slots) is { } needed && needed > left
            ? new ForwardUnreachableDeadlineException(deadline, left, needed) { DrainTime = drain!.Value }
            : null;
    }
}
