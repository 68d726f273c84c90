using System.Globalization;
using System.Text;

namespace TextClassify.Infrastructure;

/// <summary>The body of a chunked HTTP/1.1 answer, its head and frames taken off.</summary>
internal sealed class ChunkedStream(LineConnection connection) : Stream
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _left;
    private bool _inBody;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_inBody)
        {
            Assert.Equal("HTTP/1.1 200 OK", await LineAsync(cancellationToken));
            while ((await LineAsync(cancellationToken)).Length > 0)
            {
            }

            _inBody = true;
        }

        if (_left == 0)
        {
            _left = int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (_left == 0)
            {
                return 0;
            }
        }

        await FillAsync(cancellationToken);
        int taken = Math.Min(Math.Min(buffer.Length, _left), _end - _start);
        _buffer.AsSpan(_start, taken).CopyTo(buffer.Span);
        _start += taken;
        _left -= taken;
        if (_left == 0)
        {
            await LineAsync(cancellationToken);
        }

        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            await FillAsync(cancellationToken);
            char next = (char)_buffer[_start++];
            if (next == '\n')
            {
                return line.ToString();
            }

            if (next != '\r')
            {
                line.Append(next);
            }
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await connection.ReadAsync(_buffer, cancellationToken);
            Assert.True(_end > 0, "The connection closed inside the answer.");
        }
    }
}
