using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace TextClassify.Fuzzing;

/// <summary>A connection over which anything may be sent; HttpClient refuses to.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly PipeReader _reader;

    public RawConnection(int port)
    {
        _client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        _stream = _client.GetStream();
        _reader = PipeReader.Create(_stream);
    }

    /// <summary>Null when the connection was closed without a whole answer.</summary>
    public async Task<RawAnswer?> ExchangeAsync(FuzzRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(request.Bytes, cancellationToken);
            if (!request.Whole)
            {
                // Nothing more will come, whatever the framing says.
                _client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // Refused before it was read; the answer may still be there.
        }

        try
        {
            return await ReadAsync(request.Head, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or EndOfStreamException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _reader.Complete();
        _client.Dispose();
    }

    private async Task<RawAnswer> ReadAsync(bool headOnly, CancellationToken cancellationToken)
    {
        int status;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        do
        {
            headers.Clear();
            status = int.Parse((await LineAsync(cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
            while (await LineAsync(cancellationToken) is { Length: > 0 } line)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }
        while (status < 200);

        byte[] body = headOnly || status is 204 or 304 ? []
            : headers.ContainsKey("Transfer-Encoding") ? await ChunksAsync(cancellationToken)
            : headers.TryGetValue("Content-Length", out string? length) ? await BytesAsync(
                int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : [];
        bool closes = headers.TryGetValue("Connection", out string? connection)
            && connection.Contains("close", StringComparison.OrdinalIgnoreCase);
        return new RawAnswer(status, headers.GetValueOrDefault("Content-Type", ""), body, closes);
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int size = int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await BytesAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        using var copy = new MemoryStream(bytes);
        for (int left = count; left > 0;)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(left, read.Buffer.Length));
            foreach (var segment in part)
            {
                copy.Write(segment.Span);
            }

            left -= (int)part.Length;
            _reader.AdvanceTo(part.End);
            Require(left == 0 || !read.IsCompleted);
        }

        return bytes;
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                string line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            Require(!read.IsCompleted);
        }
    }

    private static void Require(bool open)
    {
        if (!open)
        {
            throw new EndOfStreamException("The connection was closed inside an answer.");
        }
    }
}

/// <param name="Status">Of the final answer.</param>
/// <param name="MediaType">Of its body, with parameters.</param>
/// <param name="Body">Without frames.</param>
/// <param name="Closes">Whether the connection ends with it.</param>
internal sealed record RawAnswer(int Status, string MediaType, byte[] Body, bool Closes);
