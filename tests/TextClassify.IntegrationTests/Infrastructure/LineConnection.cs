using System.Net.Sockets;
using System.Text;

namespace TextClassify.Infrastructure;

/// <summary>
/// An NDJSON request on a bare socket, sent in chunks while the answer is read: HttpClient sends a whole HTTP/1.1 body before it
/// reads, which no stream can be asked to bear.
/// </summary>
internal sealed class LineConnection(int port) : IDisposable
{
    private readonly TcpClient _client = new("127.0.0.1", port);
    private readonly StringBuilder _received = new();

    public async Task SendHeadAsync(CancellationToken cancellationToken, string query = "", string path = "/classify")
    {
        string head = $"POST {path}{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: "
            + "chunked\r\nConnection: close\r\n\r\n";
        await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
    }

    public Task SendAsync(string lines, CancellationToken cancellationToken) => SendAsync(Encoding.UTF8.GetBytes(lines), cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{lines.Length:x}\r\n"), cancellationToken);
        await stream.WriteAsync(lines, cancellationToken);
        await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
    }

    public async Task EndAsync(CancellationToken cancellationToken) =>
        await _client.GetStream().WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _client.GetStream().ReadAsync(buffer, cancellationToken);

    /// <summary>All that came so far, once it holds <paramref name="part"/>.</summary>
    public async Task<string> ReadUntilAsync(string part, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        while (!_received.ToString().Contains(part, StringComparison.Ordinal))
        {
            int read = await ReadAsync(buffer, cancellationToken);
            Assert.True(read > 0, $"The connection closed before {part}: {_received}");
            _received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return _received.ToString();
    }

    public void Dispose() => _client.Dispose();
}
