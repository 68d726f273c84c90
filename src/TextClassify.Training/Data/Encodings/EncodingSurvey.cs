using System.Buffers;
using System.Text;

namespace TextClassify.Training.Data.Encodings;

/// <summary>
/// Tells a file's encoding from all of its bytes: one accent on the last line decides it, so no beginning is enough. A file that is UTF-8
/// but for a few rows stays UTF-8, and the rows are left out when they are read.
/// </summary>
internal static class EncodingSurvey
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Places that are no UTF-8 for each that is, from which on the file is taken for something else.</summary>
    private const int Against = 10;

    /// <summary>
    /// Largest share of bytes beyond ASCII in a text of a western language. French and German have about 4 in 100, Cyrillic and Chinese
    /// code pages more than 40.
    /// </summary>
    private const double MostHigh = 0.15;

    /// <summary>Windows-1252 has no character there.</summary>
    private static readonly SearchValues<byte> Undefined = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    public static FileEncoding Of(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        int filled = stream.ReadAtLeast(buffer, Utf16Signs.Bytes, throwOnEndOfStream: false);
        if (Utf16Signs.Of(buffer.AsSpan(0, Math.Min(filled, Utf16Signs.Bytes))) is { } wide)
        {
            return wide;
        }

        var counts = default(Counts);
        int kept = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            kept = counts.Add(buffer.AsSpan(0, kept + filled), isLast: false);
            filled = stream.Read(buffer, kept, buffer.Length - kept);
        }
        while (filled > 0);

        counts.Add(buffer.AsSpan(0, kept), isLast: true);
        return counts.Encoding;
    }

    private struct Counts
    {
        private long _bytes;
        private long _high;
        private long _valid;
        private long _invalid;
        private bool _undefined;

        public readonly FileEncoding Encoding
        {
            get
            {
                if (_invalid == 0 || _invalid < _valid * Against)
                {
                    return FileEncoding.Utf8;
                }

                return _high > _bytes * MostHigh ? FileEncoding.Other
                    : _undefined ? FileEncoding.Utf8
                    : FileEncoding.Windows1252;
            }
        }

        /// <summary>Counts, and moves a sequence that the end cuts to the beginning; gives its length.</summary>
        public int Add(Span<byte> bytes, bool isLast)
        {
            _bytes += bytes.Length;
            var rest = bytes;
            while (rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var place)
            {
                rest = rest[place..];
                var status = Rune.DecodeFromUtf8(rest, out _, out int length);
                if (status == OperationStatus.NeedMoreData && !isLast)
                {
                    _bytes -= rest.Length;
                    rest.CopyTo(bytes);
                    return rest.Length;
                }

                _high += length;
                (_valid, _invalid) = status == OperationStatus.Done ? (_valid + 1, _invalid) : (_valid, _invalid + 1);
                _undefined |= status != OperationStatus.Done && rest[..length].ContainsAny(Undefined);
                rest = rest[length..];
            }

            return 0;
        }
    }
}
