using System.Text.Unicode;
using CsvHelper;

namespace TextClassify.Training.Data;

/// <summary>
/// CSV and TSV after RFC 4180, with a header. A quote inside a field that does not start with one is text, as exports of plain sentences
/// have it; anything else that breaks the quoting makes a bad row. Empty lines are not rows.
/// </summary>
internal static class DelimitedReader
{
    public static void Read(Stream stream, char separator, RowCollector rows, CancellationToken cancellationToken)
    {
        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record,
        };
        using var reader = CsvReader.Create(stream, options, leaveOpen: true);

        string[] headers = [.. reader.Headers.ToArray().Select(header => header.Trim())];
        if (headers.Length == 0)
        {
            return;
        }

        int text = IndexOf(rows.TextColumn, headers, separator, rows);
        int label = rows.LabelColumn is null ? -1 : IndexOf(rows.LabelColumn, headers, separator, rows);
        int finer = rows.FinerLabelColumn is null ? -1 : IndexOf(rows.FinerLabelColumn, headers, separator, rows);

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            malformed = null;
            if (!reader.Read())
            {
                return;
            }

            int line = checked((int)reader.LineNumber);
            if (Fault(reader, malformed, headers.Length, separator) is { } reason)
            {
                rows.AddBad(line, reason);
            }
            else
            {
                rows.Add(
                    line,
                    reader.GetString(text),
                    label < 0 ? null : reader.GetString(label),
                    finer < 0 ? null : reader.GetString(finer));
            }
        }
    }

    private static string? Fault(CsvReader reader, CsvMalformedRecord? malformed, int columns, char separator)
    {
        if (!Utf8.IsValid(reader.RawRecord))
        {
            return RowCollector.InvalidUtf8;
        }

        return malformed?.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote =>
                $"a quote that is never closed ({reader.RawRecord.Count((byte)'\n') + 1} lines to the end of the file)",
            CsvMalformedReason.TextAfterClosingQuote => reader.RawRecord.TrimEnd("\r\n"u8).Count((byte)'\n') is > 0 and var lines
                ? $"text after a closing quote, {lines} lines below the opening one; is its own closing quote missing?"
                : "text after a closing quote",
            _ when reader.FieldCount == columns => SwallowedRows.Fault(reader.RawRecord, columns, separator),
            _ => reader.FieldCount == columns + 1 && reader.GetString(columns).Length == 0
                ? $"{reader.FieldCount} fields where the header has {columns}, the last one empty; does the row end in '{separator}'?"
                : $"{reader.FieldCount} fields where the header has {columns}",
        };
    }

    private static int IndexOf(string column, string[] headers, char separator, RowCollector rows)
    {
        int index = Array.IndexOf(headers, column);
        if (index < 0)
        {
            throw rows.MissingColumn(column, headers, OtherSeparator(headers, separator));
        }

        return Array.LastIndexOf(headers, column) == index
            ? index
            : throw new DataException($"{rows.File} has more than one column '{column}'.");
    }

    /// <summary>
    /// What to do about a header that is one column but has another separator in it, as a spreadsheet writes where the comma is a decimal
    /// point.
    /// </summary>
    private static string OtherSeparator(string[] headers, char separator)
    {
        if (headers is not [var header] || header.AsSpan().IndexOfAny(",;\t|") is not (>= 0 and var place) || header[place] == separator)
        {
            return "";
        }

        return $" Its columns seem to be separated by {Name(header[place])}, and this kind of file is read with {Name(separator)}: "
            + "save it with that.";

        static string Name(char character) => character == '\t' ? "a tab" : $"'{character}'";
    }
}
