using System.Net;
using Polly;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace TextClassify.Client;

/// <summary>From the outside in: the time of the whole call, retries, the second copy, the time of one attempt.</summary>
internal static class ClientPipeline
{
    public static ResiliencePipeline<HttpResponseMessage> Build(TextClassifyClientOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome, options, time)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Result, time)),
            });
        }

        if (options.HedgeAfter is { } delay)
        {
            // Only slowness is hedged: a busy service is not helped by a second copy.
            builder.AddHedging(new HedgingStrategyOptions<HttpResponseMessage>
            {
                MaxHedgedAttempts = 1,
                Delay = delay,
                ShouldHandle = static _ => ValueTask.FromResult(false),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout }).Build();
    }

    /// <summary>One attempt, for what must not be sent twice.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Once(TimeSpan timeout, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddTimeout(
            new TimeoutStrategyOptions { Timeout = timeout }).Build();

    /// <summary>What the answer asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? answer, TimeProvider time) => answer?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsPassing(
        Outcome<HttpResponseMessage> outcome, TextClassifyClientOptions options, TimeProvider time) => outcome switch
        {
            { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
            { Result: { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } answer } =>
                RetryAfter(answer, time) is not { } wait || wait <= options.MaxRetryAfter,
            _ => false,
        };
}
