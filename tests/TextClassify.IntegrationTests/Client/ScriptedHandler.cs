using System.Net;

namespace TextClassify.Client;

/// <summary>Stands before the real service and answers the first requests itself: null lets one through, and so does the end of the
/// script.</summary>
internal sealed class ScriptedHandler(
    HttpMessageHandler service, params Func<CancellationToken, Task<HttpResponseMessage>>?[] script) : DelegatingHandler(service)
{
    private int _requests;

    public int Requests => _requests;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Busy(HttpStatusCode status, int? retryAfterSeconds) => _ =>
    {
        var answer = new HttpResponseMessage(status);
        answer.Headers.RetryAfter = retryAfterSeconds is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
        return Task.FromResult(answer);
    };

    public static async Task<HttpResponseMessage> Hang(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("It has no end.");
    }

    public static Task<HttpResponseMessage> Broken(CancellationToken cancellationToken) =>
        throw new HttpRequestException("The connection was reset.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int turn = Interlocked.Increment(ref _requests) - 1;
        return turn < script.Length && script[turn] is { } answer ? answer(cancellationToken) : base.SendAsync(request, cancellationToken);
    }
}
