namespace TextClassify.Inference.Batching;

/// <summary>What a batcher holds to.</summary>
/// <param name="Interactive">Of one run of the interactive lane.</param>
/// <param name="Bulk">Of one run of the bulk lane.</param>
/// <param name="QueueCapacity">Calls that may wait, both lanes together.</param>
/// <param name="MaxQueueTime">Longest wait of an interactive call.</param>
internal sealed record BatchingRules(BatchLimits Interactive, BatchLimits Bulk, int QueueCapacity, TimeSpan MaxQueueTime)
{
    public static BatchingRules Of(InferenceOptions options) => new(
        new BatchLimits(options.MaxBatchTokens, options.MaxBatchRows, options.MaxPaddingRatio, options.RunCostTokens),
        new BatchLimits(
            Math.Min(options.MaxBulkBatchTokens, options.MaxBatchTokens),
            options.MaxBatchRows,
            options.MaxPaddingRatio,
            options.RunCostTokens),
        options.QueueCapacity,
        options.MaxQueueTime);

    /// <summary>Longest wait of a call; infinite in the bulk lane.</summary>
    public TimeSpan MaxWait(ForwardLane lane) => lane is ForwardLane.Interactive ? MaxQueueTime : Timeout.InfiniteTimeSpan;

    public BatchLimits For(ForwardLane lane) => lane is ForwardLane.Interactive ? Interactive : Bulk;
}
