using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Faults;

/// <summary>Connections that do nothing, half of them after a request.</summary>
public sealed class IdleConnectionTests
{
    private const int Connections = 10_000;

    /// <summary>What one idle connection may hold, its buffers included.</summary>
    private const long MostBytesEach = 24 * 1024;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_TenThousandIdle_CostLittleAndOthersAreServed()
    {
        await using var service = new ServiceProcess(
            ["--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "None", "--Limits:MaxConnections", "12000"]);
        await service.ReadyAsync(Cancel);
        var client = new TextClassifyClient(service.Http);
        await ClassifyAsync(client, 200);
        long before = service.ResidentMemory;
        var idle = new List<TcpClient>(Connections);
        try
        {
            for (int i = 0; i < Connections; i++)
            {
                idle.Add(await OpenAsync(service.Port, asks: i % 2 == 0));
            }

            await UntilActiveAsync(service, active => active >= Connections);
            var slowest = await ClassifyAsync(client, 500);
            long each = (service.ResidentMemory - before) / Connections;

            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Connections} idle connections hold {each} bytes each; the slowest of 500 requests beside them took "
                    + $"{slowest.TotalMilliseconds:F1} ms."));
            Assert.InRange(each, 0, MostBytesEach);
            Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
        finally
        {
            idle.ForEach(connection => connection.Dispose());
        }

        await UntilActiveAsync(service, active => active < 100);
    }

    private static async Task<TcpClient> OpenAsync(int port, bool asks)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port, Cancel);
        if (asks)
        {
            await connection.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancel);
            Assert.True(await connection.GetStream().ReadAsync(new byte[2_048], Cancel) > 0);
        }

        return connection;
    }

    private static async Task<TimeSpan> ClassifyAsync(TextClassifyClient client, int times)
    {
        var slowest = TimeSpan.Zero;
        for (int i = 0; i < times; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await client.ClassifyAsync(new ClassifyRequest { Inputs = ["the plot is good"] }, Cancel);
            slowest = Stopwatch.GetElapsedTime(started) is var time && time > slowest ? time : slowest;
        }

        return slowest;
    }

    private static async Task UntilActiveAsync(ServiceProcess service, Func<double, bool> enough)
    {
        for (int i = 0; ; i++)
        {
            var scrape = Scrape.Parse(await service.Http.GetStringAsync("/metrics", Cancel));
            double active = scrape.Sum("kestrel_active_connections");
            if (enough(active))
            {
                return;
            }

            Assert.True(i < 300, $"{active} connections are active.");
            await Task.Delay(100, Cancel);
        }
    }
}
