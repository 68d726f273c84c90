using System.Text.Json;

namespace TextClassify.Training.Explaining;

/// <summary>
/// Reads JSON lines, plain or gzip, of <c>text</c>, <c>label</c> and, where people marked words, <c>rationales</c>: character spans
/// [start, end] as they count in UTF-16, end exclusive.
/// </summary>
internal static class RationaleFile
{
    /// <exception cref="DataException">The file is missing or unreadable, or holds no row.</exception>
    public static (IReadOnlyList<RationaleRow> Rows, IReadOnlyList<BadRow> BadRows) Read(string path, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        var rows = new List<RationaleRow>();
        var bad = new List<BadRow>();
        foreach (var (line, number) in JsonLines.Read(path, "rationales", cancellationToken))
        {
            if (Parse(line, rows) is { } fault)
            {
                bad.Add(new BadRow(name, number, fault));
            }
        }

        return rows.Count > 0 ? (rows, bad) : throw new DataException($"{name} holds no row with a text; {bad.Count} rows were left out.");
    }

    /// <summary>Adds the row of a line.</summary>
    /// <returns>Why there is none; null when there is.</returns>
    private static string? Parse(ReadOnlyMemory<byte> line, List<RationaleRow> rows)
    {
        try
        {
            var row = JsonSerializer.Deserialize<Line>(line.Span, JsonSerializerOptions.Web);
            if (string.IsNullOrWhiteSpace(row?.Text))
            {
                return "no 'text'";
            }

            var spans = new List<TokenSpan>();
            foreach (int[] span in row.Rationales ?? [])
            {
                if (span is not [var start, var end] || start < 0 || end <= start || end > row.Text.Length)
                {
                    return "a rationale that is no span of the text";
                }

                spans.Add(new TokenSpan(start, end));
            }

            rows.Add(new RationaleRow(row.Text, row.Label, spans));
            return null;
        }
        catch (JsonException)
        {
            return "malformed JSON";
        }
    }

    private sealed record Line(string? Text, string? Label, int[][]? Rationales);
}
