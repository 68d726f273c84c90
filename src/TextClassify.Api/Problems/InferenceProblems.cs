using TextClassify.Forward;

namespace TextClassify.Api.Problems;

internal static class InferenceProblems
{
    /// <summary>The header's smallest useful value; a queue mostly drains within a batch or two.</summary>
    private const int LeastRetryAfterSeconds = 1;

    public static Problem NotFinite { get; } = new(ProblemTypes.ModelOutputInvalid, "The fault is the model's; the text may be sent to another.");

    public static Problem QueueFull(ForwardQueueFullException full)
    {
        int seconds = Math.Max(LeastRetryAfterSeconds, (int)Math.Ceiling(full.DrainTime?.TotalSeconds ?? 0));
        return new(ProblemTypes.QueueFull, $"As many calls are waiting as may, or as can be answered in time; try again in {seconds} s.")
        {
            Limit = full.Capacity,
            RetryAfterSeconds = seconds,
        };
    }

    public static Problem WaitedTooLong(ForwardDeadlineException late) =>
        new(ProblemTypes.TimedOut, $"The request waited {late.Waited.TotalSeconds:0.###} s for its turn, which is the limit; the service is busy.");

    /// <summary>Why a row of a batch has no numbers; null where it has.</summary>
    public static Problem? OfRow(ForwardResult result) => result.Fault switch
    {
        null => null,
        InvalidDataException => NotFinite,
        _ => new Problem(ProblemTypes.Internal, "The model failed on this text; the others of the request are answered."),
    };

    /// <summary>Of what stops an answer whose status is sent.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ForwardQueueFullException full => QueueFull(full),
        ForwardDeadlineException late => WaitedTooLong(late),
        InvalidDataException => NotFinite,
        BadHttpRequestException => new Problem(ProblemTypes.BadRequest, "The body breaks off or is not framed as HTTP asks."),
        _ => new Problem(ProblemTypes.Internal, "The failure is in the log under the request's id."),
    };
}
