using System.Diagnostics;
using System.Net;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Client;

/// <summary>Faults before the real service, and what the client makes of them.</summary>
public sealed class ClientResilienceTests(Service service) : IClassFixture<Service>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly ClassifyRequest Request = new() { Inputs = ["a fine film"] };
    private static readonly TextClassifyClientOptions Quick = new() { RetryDelay = TimeSpan.FromMilliseconds(1) };

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task AnyCall_BusyOnce_WaitsAsAskedAndIsAnswered(HttpStatusCode status)
    {
        var (client, handler) = ClientServices.Scripted(service, Quick, ScriptedHandler.Busy(status, retryAfterSeconds: 1));
        long started = Stopwatch.GetTimestamp();

        var response = await client.ClassifyAsync(Request, Cancel);

        Assert.Equal(("positive", 2), (response.Results[0].Label, handler.Requests));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.99));
    }

    [Fact]
    public async Task AnyCall_BusyForAnHour_FailsAtOnceWithTheTime()
    {
        var (client, handler) = ClientServices.Scripted(service, Quick, ScriptedHandler.Busy(HttpStatusCode.TooManyRequests, 3_600));

        var busy = await Assert.ThrowsAsync<ServiceBusyException>(() => client.ClassifyAsync(Request, Cancel));

        Assert.Equal((TimeSpan.FromHours(1), 1), (busy.RetryAfter, handler.Requests));
    }

    [Fact]
    public async Task AnyCall_BusyThroughout_FailsAfterTheLastRetry()
    {
        var busy = ScriptedHandler.Busy(HttpStatusCode.ServiceUnavailable, retryAfterSeconds: null);
        var (client, handler) = ClientServices.Scripted(service, Quick with { MaxRetries = 2 }, busy, busy, busy, busy);

        await Assert.ThrowsAsync<ServiceBusyException>(() => client.ClassifyAsync(Request, Cancel));

        Assert.Equal(3, handler.Requests);
    }

    [Fact]
    public async Task AnyCall_BrokenConnection_IsSentAgain()
    {
        var (client, handler) = ClientServices.Scripted(service, Quick, ScriptedHandler.Broken, ScriptedHandler.Broken);

        await client.ClassifyAsync(Request, Cancel);

        Assert.Equal(3, handler.Requests);
    }

    [Fact]
    public async Task AnyCall_OneAttemptHangs_TheNextAnswers()
    {
        var (client, handler) = ClientServices.Scripted(
            service, Quick with { AttemptTimeout = TimeSpan.FromSeconds(3) }, ScriptedHandler.Hang);

        await client.ClassifyAsync(Request, Cancel);

        Assert.Equal(2, handler.Requests);
    }

    [Fact]
    public async Task AnyCall_NeverAnswered_IsATimeout()
    {
        var options = Quick with { AttemptTimeout = TimeSpan.FromSeconds(10), TotalTimeout = TimeSpan.FromMilliseconds(200) };
        var (client, _) = ClientServices.Scripted(service, options, ScriptedHandler.Hang);

        await Assert.ThrowsAsync<TimeoutException>(() => client.ClassifyAsync(Request, Cancel));
    }

    [Fact]
    public async Task AnyCall_HedgedAndSlow_TakesTheSecondCopysAnswer()
    {
        var (client, handler) = ClientServices.Scripted(
            service, Quick with { HedgeAfter = TimeSpan.FromMilliseconds(50), MaxRetries = 0 }, ScriptedHandler.Hang);

        var response = await client.ClassifyAsync(Request, Cancel);

        Assert.Equal(("positive", 2), (response.Results[0].Label, handler.Requests));
    }

    [Fact]
    public async Task AnyCall_CallerLeaves_EndsIt()
    {
        var (client, _) = ClientServices.Scripted(service, Quick, ScriptedHandler.Hang);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        leaving.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ClassifyAsync(Request, leaving.Token));
    }
}
