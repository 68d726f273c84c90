using CsvHelper;

namespace TextClassify.Training.Data;

/// <summary>How a delimited file is written, told by its beginning.</summary>
/// <param name="Separator">Between two fields.</param>
/// <param name="StartBytes">Before the header: a byte order mark and Excel's line <c>sep=;</c>.</param>
/// <param name="StartLines">Lines of those.</param>
/// <param name="RowsEndInSeparator">Each row, and not the header.</param>
internal sealed record DelimitedLayout(char Separator, int StartBytes, int StartLines, bool RowsEndInSeparator)
{
    /// <summary>Bytes of a beginning that are looked at.</summary>
    public const int HeadBytes = 1 << 18;

    private const int Sample = 100;
    private const double LeastShare = 0.9;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <param name="head">The first bytes of the file, in UTF-8.</param>
    /// <param name="usual">The separator of such files.</param>
    /// <param name="rows">Says which columns are wanted: the separator that gives them is the file's.</param>
    public static DelimitedLayout Of(ReadOnlyMemory<byte> head, char usual, RowCollector rows)
    {
        int start = head.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (Hint(head.Span[start..], out int length) is { } hint)
        {
            return Complete(new(hint, start + length, 1, RowsEndInSeparator: false), head[(start + length)..]);
        }

        var body = head[start..];
        var headers = Separators.Prepend(usual).Distinct().ToDictionary(separator => separator, separator => Header(body, separator));
        var fitting = headers.Where(pair => rows.Wanted(pair.Value.Contains).All(pair.Value.Contains)).Select(pair => pair.Key).ToArray();
        char chosen = fitting.Length > 0 ? fitting[0] : headers.MaxBy(pair => pair.Value.Length).Key;
        return Complete(new(chosen, start, 0, RowsEndInSeparator: false), body);
    }

    /// <summary>A header without the empty names at its end, which a separator at the end of its line makes.</summary>
    public static string[] Names(CsvReader reader) => [.. reader.Headers.ToArray().Select(name => name.Trim())];

    /// <summary>Columns up to the last one that has a name.</summary>
    public static int Named(string[] names) => Array.FindLastIndex(names, name => name.Length > 0) + 1;

    private static DelimitedLayout Complete(DelimitedLayout layout, ReadOnlyMemory<byte> body)
    {
        using var reader = Open(body, layout.Separator);
        int columns = Named(Names(reader)), rows = 0, longer = 0;
        while (rows < Sample && reader.Read())
        {
            rows++;
            longer += reader.FieldCount == columns + 1 && reader.IsEmpty(columns) ? 1 : 0;
        }

        return layout with { RowsEndInSeparator = rows > 0 && longer >= LeastShare * rows };
    }

    private static string[] Header(ReadOnlyMemory<byte> body, char separator)
    {
        using var reader = Open(body, separator);
        return Names(reader);
    }

    private static CsvReader Open(ReadOnlyMemory<byte> body, char separator) =>
        CsvReader.Create(body, new CsvReaderOptions { Separator = separator });

    private static char? Hint(ReadOnlySpan<byte> body, out int length)
    {
        int end = body.IndexOfAny((byte)'\n', (byte)'\r');
        length = end + (end >= 0 && body[end..].StartsWith("\r\n"u8) ? 2 : 1);
        var line = end < 0 ? [] : body[..end].Trim((byte)'"');
        return line.Length == 5 && line.StartsWith("sep="u8) && Separators.Contains((char)line[4]) ? (char)line[4] : null;
    }
}
