namespace TextClassify.Api.Requests;

/// <summary>Where the time of the model's work went, in milliseconds.</summary>
/// <param name="QueueMs">Waiting until the first of the request's rows was run.</param>
/// <param name="ComputeMs">Running the model, until the last was.</param>
internal sealed record Timing(double QueueMs, double ComputeMs)
{
    public static Timing From(TimeSpan queue, TimeSpan compute) =>
        new(Math.Round(queue.TotalMilliseconds, 3), Math.Round(compute.TotalMilliseconds, 3));
}
