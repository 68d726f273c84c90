namespace TextClassify.Training.Data;

/// <summary>Physical lines, ended by LF, CRLF or CR.</summary>
internal static class Lines
{
    /// <summary>Line ends within a record; one at its end counts for nothing.</summary>
    public static int Breaks(ReadOnlySpan<byte> record)
    {
        int breaks = 0;
        var rest = record.TrimEnd("\r\n"u8);
        while (rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var place)
        {
            breaks++;
            rest = rest[(place + (rest[place..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        return breaks;
    }
}
