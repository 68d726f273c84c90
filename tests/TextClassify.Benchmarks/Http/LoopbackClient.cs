using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TextClassify.Benchmarks.Http;

/// <summary>
/// One kept-alive HTTP/1.1 connection, driven by hand. <see cref="HttpClient"/> costs about as much as the service's own part of a small
/// request, so a latency measured through it is half the client's.
/// </summary>
internal sealed class LoopbackClient : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;
    private int _body;
    private int _bodyLength;

    public LoopbackClient(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>A whole request with a JSON body, ready to be sent many times.</summary>
    public static byte[] Request(string path, string json, string? key = null)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        byte[] head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + $"application/json\r\n{(key is null ? "" : $"X-Api-Key: {key}\r\n")}Content-Length: {body.Length}\r\n\r\n");

        return [.. head, .. body];
    }

    /// <summary>A whole request without a body.</summary>
    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The body's length.</returns>
    /// <exception cref="HttpRequestException">The status is not 200.</exception>
    public int Exchange(ReadOnlySpan<byte> request)
    {
        Send(request);
        int status = Receive(out int length);
        return status == 200 ? length : throw new HttpRequestException($"The service answered {status}.");
    }

    /// <summary>The last answer's body, until the next is read; empty when it came in chunks or was too large to be kept.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_body, _bodyLength);

    /// <summary>Of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>For telling which of many connections has an answer.</summary>
    public Socket Socket => _socket;

    public void Send(ReadOnlySpan<byte> request) => _socket.Send(request);

    /// <summary>Reads one answer to the end.</summary>
    /// <returns>The status.</returns>
    public int Receive(out int length)
    {
        _bodyLength = 0;
        var head = ReadHead();
        _ = Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _);
        Status = status;
        length = Header(head, "Content-Length: "u8) is { } known ? Take(known) : SkipChunks();
        return status;
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> ReadHead()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int length;
        while ((length = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Receive();
        }

        _start = length + 4;
        return _buffer.AsSpan(0, length + 2);
    }

    private static int? Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        int at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int value, out _) ? value : null;
    }

    private int Take(int count)
    {
        if (count > _buffer.Length / 2)
        {
            return Skip(count);
        }

        while (_end - _start < count)
        {
            Receive();
        }

        (_body, _bodyLength) = (_start, count);
        _start += count;
        return count;
    }

    private int SkipChunks()
    {
        int total = 0;
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
            {
                Receive();
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(_start, line), out int size, out _, 'x'))
            {
                throw new HttpRequestException("The service sent a chunk without a size.");
            }

            _start += line + 2;
            Skip(size + 2);
            total += size;
            if (size == 0)
            {
                return total;
            }
        }
    }

    private int Skip(int count)
    {
        int left = count;
        while (_end - _start < left)
        {
            left -= _end - _start;
            _start = _end = 0;
            Receive();
        }

        _start += left;
        return count;
    }

    private void Receive()
    {
        if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int read = _socket.Receive(_buffer.AsSpan(_end));
        _end += read > 0 ? read : throw new HttpRequestException("The service closed the connection.");
    }
}
