using Polly;
using Polly.Retry;

namespace TextClassify.Api.Limits;

/// <summary>
/// Makes a stream wait where a single request is refused: a full queue is tried again, later each time, while the caller is
/// held back by the transport. One window waits about 20 s before the stream gives up.
/// </summary>
internal sealed class QueueRetry(TimeProvider time)
{
    private const int Attempts = 25;

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ForwardQueueFullException>(),
            MaxRetryAttempts = Attempts,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromSeconds(1),
            UseJitter = true,
        })
        .Build();

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken) => _pipeline.ExecuteAsync(
        static async (run, token) => await run(token), run, cancellationToken).AsTask();
}
