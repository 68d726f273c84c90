namespace TextClassify.Training.Data;

/// <summary>
/// A quote that is not closed runs on to the next quote, rows below: by RFC 4180 that is one row with a long text. Such a row is told from
/// a text of many lines by its lines, which have as many separators as rows have.
/// </summary>
internal static class SwallowedRows
{
    private const int LeastLines = 10;
    private const double LeastShare = 0.9;

    /// <summary>Why the record is not a row; null where it is one.</summary>
    public static string? Fault(ReadOnlySpan<byte> record, int columns, char separator)
    {
        int lines = 0, likeRows = 0;
        foreach (var range in record.Split(record.Contains((byte)'\n') ? (byte)'\n' : (byte)'\r'))
        {
            lines++;
            likeRows += record[range].Count((byte)separator) == columns - 1 ? 1 : 0;
        }

        return columns > 1 && lines >= LeastLines && likeRows >= LeastShare * lines
            ? $"a quote around {lines} lines that look like rows; is its closing quote missing?"
            : null;
    }
}
