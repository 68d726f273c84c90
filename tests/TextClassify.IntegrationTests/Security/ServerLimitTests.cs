using System.Net.Sockets;
using System.Text;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>On real sockets: what the server itself refuses, each at its limit and one above.</summary>
public sealed class ServerLimitTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_500, 10, 200)]
    [InlineData(2_200, 10, 431)]
    [InlineData(10, 16, 431)]
    public async Task Headers_AboveTheLimit_AreRefused(int bytes, int count, int status)
    {
        await using var service = OnSocket(("Limits:MaxHeaderBytes", "2048"), ("Limits:MaxHeaders", "16"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Filler", new string('x', bytes));
        for (int i = 0; i < count; i++)
        {
            request.Headers.Add($"X-{i}", "1");
        }

        Assert.Equal(status, (int)(await service.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Connections_OneAboveTheLimit_IsClosedAndTheOthersServe()
    {
        await using var service = OnSocket(("Limits:MaxConnections", "2"));
        var address = service.Http.BaseAddress!;
        using var first = await ConnectAsync(address);
        using var second = await ConnectAsync(address);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(first), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(second), StringComparison.Ordinal);

        using var third = await ConnectAsync(address);

        Assert.Equal("", await AskAsync(third));
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_ThatTrickleIn_AreCutOff()
    {
        await using var service = OnSocket(("Limits:HeaderTimeout", "00:00:00.500"));
        using var slow = await ConnectAsync(service.Http.BaseAddress!);
        await slow.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray(), Cancel);

        string answer = await ReadAsync(slow).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    private static Service OnSocket(params (string, string)[] settings)
    {
        var factory = new ServiceFactory(new FixedRegistry("polarity", PolarityModel.Over(PolarityModel.Forward())), settings);
        factory.UseKestrel(0);
        return new Service(factory);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host == "localhost" ? "127.0.0.1" : address.Host, address.Port, Cancel);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancel);
            return await ReadAsync(client);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>To the last chunk of an answer, or to the end of the connection: the rest of one must not be taken for the next.</summary>
    private static async Task<string> ReadAsync(TcpClient client)
    {
        byte[] buffer = new byte[4_096];
        int length = 0, read;
        do
        {
            read = await client.GetStream().ReadAsync(buffer.AsMemory(length), Cancel);
            length += read;
        }
        while (read > 0 && !buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8));
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
