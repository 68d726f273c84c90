using System.Text.Unicode;
using CsvHelper;
using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Data;

/// <summary>
/// CSV and TSV after RFC 4180, with a header. A quote inside a field that does not start with one is text, as exports of plain sentences
/// have it; anything else that breaks the quoting makes a bad row. Empty lines are not rows.
/// </summary>
internal static class DelimitedReader
{
    /// <param name="open">Gives the file's text as UTF-8, from its start at each call.</param>
    /// <param name="usual">The separator of files with such a name.</param>
    /// <param name="rows">Gets the rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static void Read(Func<Stream> open, char usual, RowCollector rows, CancellationToken cancellationToken)
    {
        var layout = DelimitedLayout.Of(Head(open), usual, rows);
        if (layout.Separator != usual)
        {
            rows.AddNote($"its columns are separated by {NameOf(layout.Separator)}, and so it was read.");
        }

        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = layout.Separator,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record,
        };
        using var stream = open();
        stream.ReadExactly(new byte[layout.StartBytes]);
        using var reader = CsvReader.Create(stream, options, leaveOpen: true);
        string[] headers = DelimitedLayout.Names(reader);
        if (headers.Length == 0)
        {
            return;
        }

        var columns = new RowColumns(headers, layout);
        int[] texts = [.. TextColumns.Of(rows.TextColumn, headers.Contains).Select(name => IndexOf(name, headers, reader, rows))];
        string[] labelNames = LabelColumns.Of(rows.LabelColumn, headers.Contains);
        int[] labels = [.. labelNames.Select(name => IndexOf(name, headers, reader, rows))];
        int finer = rows.FinerLabelColumn is null ? -1 : IndexOf(rows.FinerLabelColumn, headers, reader, rows);
        if (layout.RowsEndInSeparator && DelimitedLayout.Named(headers) == headers.Length)
        {
            rows.AddNote($"its rows end in {NameOf(layout.Separator)} and its header doesn't; the empty field was left out.");
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            malformed = null;
            if (!reader.Read())
            {
                break;
            }

            int line = checked((int)reader.LineNumber) + layout.StartLines;
            if ((Fault(reader, malformed) ?? columns.Fault(reader)) is { } reason)
            {
                rows.AddBad(line, reason);
            }
            else
            {
                string? text = texts is [var one] ? reader.GetString(one) : TextColumns.Join([.. texts.Select(reader.GetString)]);
                if (labels.Length > 1)
                {
                    rows.AddFlags(line, text, labelNames, [.. labels.Select(reader.GetString)]);
                }
                else
                {
                    rows.Add(
                        line, text, labels is [var label] ? reader.GetString(label) : null, finer < 0 ? null : reader.GetString(finer));
                }
            }
        }

        columns.AddNotes(rows);
    }

    /// <summary>For a sentence.</summary>
    public static string NameOf(char separator) => separator == '\t' ? "a tab" : $"'{separator}'";

    private static ReadOnlyMemory<byte> Head(Func<Stream> open)
    {
        using var stream = open();
        byte[] head = new byte[DelimitedLayout.HeadBytes];
        return head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
    }

    private static string? Fault(CsvReader reader, CsvMalformedRecord? malformed)
    {
        if (!Utf8.IsValid(reader.RawRecord))
        {
            return RowCollector.InvalidUtf8;
        }

        int lines = Lines.Breaks(reader.RawRecord);
        return malformed?.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => $"a quote that is never closed ({lines + 1} lines to the end of the file)",
            CsvMalformedReason.TextAfterClosingQuote => lines > 0
                ? $"text after a closing quote, {lines} lines below the opening one; is its own closing quote missing?"
                : "text after a closing quote",
            _ => null,
        };
    }

    private static int IndexOf(string column, string[] headers, CsvReader reader, RowCollector rows)
    {
        int index = Array.IndexOf(headers, column);
        if (index < 0)
        {
            throw rows.MissingColumn(column, headers, HeaderSigns.LookLikeARow(headers, reader));
        }

        return Array.LastIndexOf(headers, column) == index
            ? index
            : throw new DataException($"{rows.File} has more than one column '{column}'.");
    }
}
