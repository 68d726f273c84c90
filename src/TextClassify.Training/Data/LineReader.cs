namespace TextClassify.Training.Data;

/// <summary>
/// Physical lines of a byte stream, ended by LF, CRLF or CR, the ending included; a byte order mark is skipped.
/// Bytes, not characters, so that a line of invalid UTF-8 can be told by its number. No UTF-8 sequence holds a byte that ends a line.
/// </summary>
internal sealed class LineReader
{
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _finished;

    public LineReader(Stream stream)
    {
        _stream = stream;
        while (_end < 3 && Fill())
        {
        }

        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    /// <summary>The number of <see cref="Current"/>, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Valid until the next move.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    public bool MoveNext()
    {
        int scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + scanned, _end - _start - scanned);
            int ending = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (ending >= 0)
            {
                int length = scanned + ending + 1;
                bool carriageReturn = rest[ending] == '\r';
                if (carriageReturn && ending + 1 == rest.Length && Fill())
                {
                    scanned = length - 1;
                    continue;
                }

                if (carriageReturn && ending + 1 < rest.Length && rest[ending + 1] == '\n')
                {
                    length++;
                }

                return Take(length);
            }

            scanned += rest.Length;
            if (!Fill())
            {
                return scanned > 0 && Take(scanned);
            }
        }
    }

    private bool Take(int length)
    {
        Current = _buffer.AsMemory(_start, length);
        _start += length;
        Number++;
        return true;
    }

    private bool Fill()
    {
        if (_finished)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _finished = read == 0;
        _end += read;
        return !_finished;
    }
}
