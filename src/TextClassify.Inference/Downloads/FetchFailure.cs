using System.Net;

namespace TextClassify.Inference.Downloads;

/// <summary>One attempt that did not bring the archive. The message names the host at most.</summary>
internal sealed class FetchFailure(
    string message, bool passing, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another attempt may succeed.</summary>
    public bool Passing => passing;

    /// <summary>What the host asks to wait.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public static FetchFailure Of(HttpResponseMessage answer, string host, DateTimeOffset now)
    {
        int status = (int)answer.StatusCode;
        bool passing = status >= 500 || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
        var wait = answer.Headers.RetryAfter;
        return new FetchFailure(
            $"{host} answered {status}.", passing, wait?.Delta ?? (wait?.Date is { } date && date > now ? date - now : null));
    }
}
