using System.Text.Json;
using System.Text.Unicode;
using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Data;

/// <summary>One JSON object a line. Blank lines are not rows.</summary>
internal static class JsonLinesReader
{
    public static void Read(Stream stream, RowCollector rows, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var lines = new LineReader(stream);
        while (lines.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = lines.Current;
            if (line.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            {
                continue;
            }

            if (!Utf8.IsValid(line.Span))
            {
                rows.AddBad(lines.Number, RowCollector.InvalidUtf8);
                continue;
            }

            ReadObject(line, lines.Number, names, rows);
        }

        if (names.Count > 0 && rows.Wanted(names.Contains).FirstOrDefault(column => !names.Contains(column)) is { } missing)
        {
            throw rows.MissingColumn(missing, names);
        }
    }

    private static void ReadObject(ReadOnlyMemory<byte> line, int number, SortedSet<string> names, RowCollector rows)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                rows.AddBad(number, "not a JSON object");
                return;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                names.Add(property.Name);
            }

            if (TryGetText(document.RootElement, number, rows, out string? text))
            {
                AddLabelled(document.RootElement, number, text, rows);
            }
        }
        catch (JsonException)
        {
            rows.AddBad(number, "malformed JSON");
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is well-formed JSON but no Unicode text.
            rows.AddBad(number, "an escape that is no Unicode character");
        }
    }

    /// <summary>A label, an array of them, or several properties that say yes or no.</summary>
    private static void AddLabelled(JsonElement row, int number, string? text, RowCollector rows)
    {
        string[] columns = LabelColumns.Of(rows.LabelColumn, name => row.TryGetProperty(name, out _));
        if (columns.Length > 1)
        {
            rows.AddFlags(number, text, columns, [.. columns.Select(column => FlagOf(row, column))]);
        }
        else if (columns is [var only] && row.TryGetProperty(only, out var value) && value.ValueKind == JsonValueKind.Array)
        {
            JsonElement[] labels = [.. value.EnumerateArray()];
            if (labels.Any(label => label.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null))
            {
                rows.AddBad(number, $"'{only}' is an array of other things than labels");
            }
            else
            {
                rows.AddSet(
                    number,
                    text,
                    [.. labels.Select(label => label.ValueKind == JsonValueKind.String ? label.GetString()! : label.GetRawText())]);
            }
        }
        else if (TryGet(row, rows.LabelColumn, number, rows, out string? label)
            && TryGet(row, rows.FinerLabelColumn, number, rows, out string? finerLabel))
        {
            rows.Add(number, text, label, finerLabel);
        }
    }

    private static string? FlagOf(JsonElement row, string column) => row.TryGetProperty(column, out var value) ? value.ToString() : null;

    private static bool TryGet(JsonElement row, string? column, int number, RowCollector rows, out string? value)
    {
        value = null;
        if (column is null || !row.TryGetProperty(column, out var element) || element.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        // Class numbers and yes/no answers are labels as people write them; a number is no text.
        bool isLabel = column == rows.LabelColumn || column == rows.FinerLabelColumn;
        if (element.ValueKind == JsonValueKind.String)
        {
            value = element.GetString();
            return true;
        }

        if (isLabel && element.ValueKind is (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            value = element.GetRawText();
            return true;
        }

        rows.AddBad(number, $"'{column}' is not a string");
        return false;
    }

    private static bool TryGetText(JsonElement row, int number, RowCollector rows, out string? text)
    {
        string[] columns = TextColumns.Of(rows.TextColumn, name => row.TryGetProperty(name, out _));
        string?[] parts = new string?[columns.Length];
        text = null;
        for (int i = 0; i < columns.Length; i++)
        {
            if (!TryGet(row, columns[i], number, rows, out parts[i]))
            {
                return false;
            }
        }

        text = TextColumns.Join(parts);
        return true;
    }
}
