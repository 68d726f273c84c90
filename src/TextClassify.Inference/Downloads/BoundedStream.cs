using TextClassify.Inference.Loading;

namespace TextClassify.Inference.Downloads;

/// <summary>Reads so many bytes and no more, whatever a compressed stream still holds: then it ends, as a cut one would.</summary>
internal sealed class BoundedStream(Stream inner, long most) : ReadingStream
{
    private long _left = most;

    /// <summary>Whether there was more.</summary>
    public bool Passed => _left < 0;

    public override long Length => throw new NotSupportedException();

    public override int Read(Span<byte> buffer)
    {
        if (_left < 0)
        {
            return 0;
        }

        int read = inner.Read(buffer);
        _left -= read;
        return _left < 0 ? 0 : read;
    }
}
