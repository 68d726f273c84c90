namespace TextClassify.Training.Data.Encodings;

/// <summary>UTF-16, as Excel's "Unicode text" and PowerShell's files are, told by a file's first bytes.</summary>
internal static class Utf16Signs
{
    /// <summary>Bytes that are enough to see it.</summary>
    public const int Bytes = 512;

    /// <summary>By the byte order mark, or without one by its zeros; null for anything else.</summary>
    public static FileEncoding? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => FileEncoding.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => FileEncoding.Utf16BigEndian,
        _ => ByZeros(start),
    };

    /// <summary>Most characters of a header are ASCII, whose UTF-16 has a zero byte each; UTF-8 text has hardly one at all.</summary>
    private static FileEncoding? ByZeros(ReadOnlySpan<byte> start)
    {
        int even = 0, odd = 0;
        for (int i = 0; i < start.Length; i++)
        {
            int zero = start[i] == 0 ? 1 : 0;
            (even, odd) = i % 2 == 0 ? (even + zero, odd) : (even, odd + zero);
        }

        bool inEveryOther = Math.Max(even, odd) > start.Length / 4 && Math.Min(even, odd) <= start.Length / 16;
        return inEveryOther ? even > odd ? FileEncoding.Utf16BigEndian : FileEncoding.Utf16LittleEndian : null;
    }
}
