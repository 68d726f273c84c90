using TextClassify.Forward;

namespace TextClassify.Api.Problems;

internal static class InferenceProblems
{
    /// <summary>A queue drains within a batch or two, far below a second; one second is the header's smallest useful value.</summary>
    private const int RetryAfterSeconds = 1;

    public static Problem QueueFull(ForwardQueueFullException full) =>
        new(ProblemTypes.QueueFull, $"{full.Capacity} calls are waiting, which is the limit; try again in {RetryAfterSeconds} s.")
        {
            Limit = full.Capacity,
            RetryAfterSeconds = RetryAfterSeconds,
        };

    /// <summary>Of what stops an answer whose status is sent.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ForwardQueueFullException full => QueueFull(full),
        BadHttpRequestException => new Problem(ProblemTypes.BadRequest, "The body breaks off or is not framed as HTTP asks."),
        _ => new Problem(ProblemTypes.Internal, "The failure is in the log under the request's id."),
    };
}
