using System.Text.Json;

namespace TextClassify.Training.Aspect;

/// <summary>
/// Reads JSON lines, plain or gzip, of <c>text</c>, <c>label</c> and <c>aspect</c> {start, end}, UTF-16 code units, end exclusive. Lines of
/// one text are brought together, in the order of the file; a whole text without a word is left out.
/// </summary>
internal static class AspectFile
{
    /// <param name="path">The file.</param>
    /// <param name="whole">The file has no aspects: a label is of the whole text.</param>
    /// <param name="labels">Labels that count; lines with another are left out.</param>
    /// <param name="cancellationToken">Seen at every line.</param>
    /// <exception cref="DataException">It is missing or unreadable, a line is no such row, or no line has one of the labels.</exception>
    public static IReadOnlyList<AspectText> Read(
        string path, bool whole, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        var texts = new Dictionary<string, List<AspectLabel>>(StringComparer.Ordinal);
        foreach (var (bytes, number) in JsonLines.Read(path, "aspects", cancellationToken))
        {
            var line = Parse(bytes.Span, whole) ?? throw new DataException(
                $"{name}, line {number}: no text with a label{(whole ? "" : " and an aspect that lies in it")}.");
            if (labels.TryGetValue(line.Label!, out string? label) && !string.IsNullOrWhiteSpace(line.Text))
            {
                if (!texts.TryGetValue(line.Text, out var aspects))
                {
                    texts.Add(line.Text, aspects = []);
                }

                var (start, end) = whole ? (0, line.Text.Length) : (line.Aspect!.Start, line.Aspect.End);
                aspects.Add(new AspectLabel(start, end, label));
            }
        }

        return texts.Count > 0
            ? [.. texts.Select(text => new AspectText(text.Key, text.Value, Tagged: !whole))]
            : throw new DataException($"{name} holds no row labelled {string.Join(", ", labels.Keys)}.");
    }

    private static Line? Parse(ReadOnlySpan<byte> bytes, bool whole)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(bytes, JsonSerializerOptions.Web);
            bool sound = line is { Text: { } text, Label: not null }
                && (whole || (line.Aspect is { Start: >= 0 } aspect && aspect.Start < aspect.End && aspect.End <= text.Length));
            return sound ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(string? Text, string? Label, Place? Aspect);

    private sealed record Place(int Start, int End);
}
