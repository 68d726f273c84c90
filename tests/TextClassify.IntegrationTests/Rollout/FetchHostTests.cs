using System.Net;
using System.Net.Sockets;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>The host of a package fails, cuts, resets or stalls.</summary>
public sealed class FetchHostTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Fetching _fetching = new();

    [Fact]
    public async Task Load_HostFailsAndCuts_IsTriedAgainUntilItIsWhole()
    {
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer(async (http, attempt) =>
        {
            switch (attempt)
            {
                case 1:
                    http.Response.StatusCode = 503;
                    http.Response.Headers.RetryAfter = "0";
                    break;
                case 2:
                    http.Response.ContentLength = archive.Length;
                    await http.Response.Body.WriteAsync(archive.AsMemory(0, archive.Length / 2), Cancel);
                    await http.Response.Body.FlushAsync(Cancel);
                    http.Abort();
                    break;
                case 3:
                    await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
                    break;
                default:
                    await http.Response.Body.WriteAsync(archive, Cancel);
                    break;
            }
        });
        await using var service = _fetching.Start(("Models:DownloadStall", "00:00:00.300"));

        var answer = await Fetching.LoadAsync(service, host, sha256);

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal(4, host.Asked);
    }

    [Fact]
    public async Task Load_HostFailsForGood_Is502AndTheHostIsLeftAlone()
    {
        await using var host = new ArchiveServer((http, _) =>
        {
            http.Response.StatusCode = 500;
            http.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });
        await using var service = _fetching.Start();

        var first = (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem();
        var second = (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed", "127.0.0.1 answered 500."), (first.Status, first.Type, first.Detail));
        Assert.Equal(
            (502, "download-failed", "127.0.0.1 failed too often; it is asked again after 30 s."),
            (second.Status, second.Type, second.Detail));
        Assert.Equal(5, host.Asked);
        _fetching.AssertNothingLeft();
    }

    /// <summary>A reset comes from the socket as an error of input and output, as a full disk's does.</summary>
    [Fact]
    public async Task Load_ConnectionIsReset_IsTheHostsFaultAndNotTheFolders()
    {
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        using var stop = new CancellationTokenSource();
        var resetting = ResetAsync(host, stop.Token);
        await using var service = _fetching.Start(("Models:DownloadTimeout", "00:00:02"));

        var problem = (await Fetching.LoadAsync(
            service, $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}", new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed"), (problem.Status, problem.Type));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resetting);
    }

    [Fact]
    public async Task Load_HostIsTooSlow_Is502AtTheTimeLimit()
    {
        await using var host = new ArchiveServer((http, _) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted));
        await using var service = _fetching.Start(("Models:DownloadTimeout", "00:00:00.500"));

        var problem = (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed"), (problem.Status, problem.Type));
    }

    public void Dispose() => _fetching.Dispose();

    /// <summary>Begins an answer, and resets the connection while the rest of it is waited for.</summary>
    private static async Task ResetAsync(TcpListener host, CancellationToken cancellationToken)
    {
        byte[] request = new byte[4_096];
        while (true)
        {
            using var connection = await host.AcceptSocketAsync(cancellationToken);
            await connection.ReceiveAsync(request, cancellationToken);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun"u8.ToArray(), cancellationToken);
            await Task.Delay(100, cancellationToken);
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }
}
