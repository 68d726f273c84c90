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
}
