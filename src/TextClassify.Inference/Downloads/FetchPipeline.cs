using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace TextClassify.Inference.Downloads;

/// <summary>From the outside in: the time of the whole fetch, retries, and the circuit that leaves a failing host alone for a
/// while.</summary>
internal static partial class FetchPipeline
{
    private const int Retries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Time that a host is left alone after <see cref="Retries"/> + 1 failures in a row.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Build(string host, TimeSpan timeout, TimeProvider time, ILogger logger)
    {
        var passing = new PredicateBuilder().Handle<FetchFailure>(failure => failure.Passing);
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = timeout })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = passing,
                DelayGenerator = static arguments => ValueTask
                    .FromResult(arguments.Outcome.Exception is FetchFailure { RetryAfter: { } wait }
                    ? wait < LongestDelay ? wait : LongestDelay
                    : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    Log.Again(
                        logger,
                        host,
                        arguments.AttemptNumber + 1,
                        arguments.RetryDelay.TotalSeconds,
                        arguments.Outcome.Exception?.Message ?? "");
                    return ValueTask.CompletedTask;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 1,
                MinimumThroughput = Retries + 1,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = Break,
                ShouldHandle = passing,
            })
            .Build();
    }

    private static partial class Log
    {
        [LoggerMessage(
            31, LogLevel.Warning, "Fetching from {Host} failed at attempt {Attempt} and is tried again in {Seconds:F1} s: {Reason}")]
        public static partial void Again(ILogger logger, string host, int attempt, double seconds, string reason);
    }
}
