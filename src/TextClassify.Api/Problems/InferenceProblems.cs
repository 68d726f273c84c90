namespace TextClassify.Api.Problems;

internal static class InferenceProblems
{
    /// <summary>The header's smallest useful value; a queue mostly drains within a batch or two.</summary>
    private const int LeastRetryAfterSeconds = 1;

    private const string DeadlineProperty = "deadlineMs";

    public static Problem NotFinite { get; } = new(
        ProblemTypes.ModelOutputInvalid, "The fault is the model's; the text may be sent to another.");

    public static Problem QueueFull(ForwardQueueFullException full)
    {
        int seconds = RetryAfter(full.DrainTime);
        return new(ProblemTypes.QueueFull, $"As many calls are waiting as may, or as can be answered in time; try again in {seconds} s.")
        {
            Limit = full.Capacity,
            RetryAfterSeconds = seconds,
        };
    }

    private static Problem Unreachable(ForwardUnreachableDeadlineException unreachable) => new(
        ProblemTypes.DeadlineUnreachable,
        $"What waits and this would take about {Milliseconds(unreachable.Needed)} ms, and {Milliseconds(unreachable.Left)} ms are "
        + $"left of the deadline of {Milliseconds(unreachable.Deadline.Limit)} ms; nothing was run.")
    {
        Where = DeadlineProperty,
        Limit = (long)unreachable.Deadline.Limit.TotalMilliseconds,
        RetryAfterSeconds = RetryAfter(unreachable.DrainTime),
    };

    private static Problem WaitedTooLong(ForwardDeadlineException late) => late.Deadline is { } deadline
        ? new(
            ProblemTypes.DeadlineExceeded,
            $"The deadline of {Milliseconds(deadline.Limit)} ms passed before this had its turn; it was not run.")
        {
            Where = DeadlineProperty,
            Limit = (long)deadline.Limit.TotalMilliseconds,
        }
        : new(
            ProblemTypes.TimedOut,
            $"The request waited {late.Waited.TotalSeconds:0.###} s for its turn, which is the limit; the service is busy.");

    /// <summary>Why a row of a batch has no numbers; null where it has.</summary>
    public static Problem? OfRow(ForwardResult result) => result.Fault switch
    {
        null => null,
        ForwardDeadlineException late => WaitedTooLong(late),
        RunEndedException ended => Ended(ended),
        InvalidDataException => NotFinite,
        _ => new Problem(ProblemTypes.Internal, "The model failed on this text; the others of the request are answered."),
    };

    /// <summary>Of what stops an answer whose status is sent.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ForwardQueueFullException full => QueueFull(full),
        _ when OfDeadline(exception) is { } late => late,
        InvalidDataException => NotFinite,
        BadHttpRequestException bad => Unread(bad),
        _ => new Problem(ProblemTypes.Internal, "The failure is in the log under the request's id."),
    };

    /// <summary>Of a body that the server could not take off the wire.</summary>
    public static Problem Unread(BadHttpRequestException bad)
    {
        var type = ProblemTypes.OfStatus(bad.StatusCode);
        return new Problem(type, type == ProblemTypes.BadRequest ? "The body breaks off or is not framed as HTTP asks." : type.Title);
    }

    /// <summary>Of a wait that can't end, or did not end, in time; null where the failure is another.</summary>
    public static Problem? OfDeadline(Exception exception) => exception switch
    {
        ForwardUnreachableDeadlineException unreachable => Unreachable(unreachable),
        ForwardDeadlineException late => WaitedTooLong(late),
        RunEndedException ended => Ended(ended),
        _ => null,
    };

    private static Problem Ended(RunEndedException ended) => ended.End is RunEnd.Stop
        ? new(ProblemTypes.Draining, "The service is stopping, and the model had not answered yet.")
        : new(ProblemTypes.TimedOut, "The model ran longer than Inference:RunTimeout allows and was ended.");

    private static int RetryAfter(TimeSpan? drain) => Math.Max(LeastRetryAfterSeconds, (int)Math.Ceiling(drain?.TotalSeconds ?? 0));

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);
}
