using System.Net;
using System.Net.Sockets;
using System.Text;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Faults;

/// <summary>Callers who send slowly, do not read, hang up halfway or vanish: each harms itself only.</summary>
public sealed class SlowClientTests(TinyProcess tiny) : IClassFixture<TinyProcess>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>The server waits five seconds and then asks for 240 bytes a second.</summary>
    [Fact]
    public async Task Body_ThatTricklesIn_IsCutOffWhileOthersAreServed()
    {
        using var slow = Connect();
        await SendAsync(slow, Head(1_000) + "{\"inputs\":");

        var answer = ReadToEndAsync(slow);
        while (!answer.IsCompleted)
        {
            await AssertServesAsync();
            await Task.WhenAny(answer, Task.Delay(100, Cancel));
        }

        string text = await answer;
        Assert.StartsWith("HTTP/1.1 408", text, StringComparison.Ordinal);
        Assert.Contains("urn:textclassify:request-timeout", text, StringComparison.Ordinal);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Stream_ReaderStopsAndLeaves_FreesItsPlace()
    {
        using (var connection = new LineConnection(tiny.Service.Port))
        {
            await connection.SendHeadAsync(Cancel);
            byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\"the plot is good\"\n", 1_000)));
            using var stalled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            stalled.CancelAfter(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (true)
                {
                    await connection.SendAsync(lines, stalled.Token);
                }
            });
            await AssertServesAsync();
        }

        await AssertNothingIsLeftAsync();
    }

    /// <summary>Who closes its sending side has left, as the server sees it: an answer that is not under way is not sent.</summary>
    [Fact]
    public async Task Connection_HalfClosedAfterTheRequest_EndsAtOnce()
    {
        const string Body = """{"inputs":"the plot is good"}""";
        using var half = Connect();
        await SendAsync(half, Head(Body.Length) + Body);
        var answer = ReadToEndAsync(half);
        half.Client.Shutdown(SocketShutdown.Send);

        try
        {
            string text = await answer;
            Assert.True(text.Length == 0 || text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal), text);
        }
        catch (IOException)
        {
            // Reset.
        }

        await AssertServesAsync();
        await AssertNothingIsLeftAsync();
    }

    /// <summary>Reset inside the head, inside the body and right behind it, two hundred times.</summary>
    [Fact]
    public async Task Connections_ResetAnywhere_LeaveNothingBehind()
    {
        const string Body = """{"inputs":["the plot is good","the plot is bad"]}""";
        string request = Head(Body.Length) + Body;
        for (int i = 0; i < 200; i++)
        {
            using var leaving = Connect();
            await SendAsync(leaving, request[..(1 + (i * 37 % request.Length))]);
            leaving.Client.LingerState = new LingerOption(true, 0);
        }

        await AssertServesAsync();
        await AssertNothingIsLeftAsync();
    }

    private static string Head(int length) =>
        $"POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n";

    private TcpClient Connect() => new("127.0.0.1", tiny.Service.Port);

    private static async Task SendAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Cancel);

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    private async Task AssertServesAsync()
    {
        using var answer = await tiny.Service.Http.PostAsync(
            "/classify", Service.Body("""{"inputs":"the plot is good"}"""u8.ToArray(), "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Accepted = finished + in flight, and none is in flight.</summary>
    private async Task AssertNothingIsLeftAsync()
    {
        for (int i = 0; ; i++)
        {
            var scrape = Scrape.Parse(await tiny.Service.Http.GetStringAsync("/metrics", Cancel));
            double flying = scrape["textclassify_requests_in_flight{route=\"classify\"}"];
            if (flying == 0)
            {
                const string Route = "route=\"classify\"";
                Assert.Equal(
                    scrape.Sum("textclassify_requests_accepted_total", Route), scrape.Sum("textclassify_requests_finished_total", Route));
                return;
            }

            Assert.True(i < 300, $"{flying} requests are still in flight.");
            await Task.Delay(100, Cancel);
        }
    }
}
