using TextClassify.Training.Data.Columns;
using TextClassify.Training.Data.Encodings;

namespace TextClassify.Training.Data;

/// <summary>Reads labelled texts from CSV, TSV or JSONL, plain or gzip, in UTF-8, UTF-16 or Windows-1252.</summary>
internal static class DataFile
{
    /// <inheritdoc cref="Read(string, DataColumns, CancellationToken)"/>
    public static DataSet Read(
        string path, string textColumn, string? labelColumn, CancellationToken cancellationToken = default) =>
        Read(path, new DataColumns(textColumn, labelColumn), cancellationToken);

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="DataException">
    /// The file is missing or unreadable, its kind is unknown, it lacks a column (the message lists those found), or it holds no row.
    /// </exception>
    public static DataSet Read(string path, DataColumns columns, CancellationToken cancellationToken = default)
    {
        string name = Path.GetFileName(path);
        try
        {
            DataStream.ThrowIfAbsent(path);
            var format = DataStream.FormatOf(path);
            DataStream.ThrowIfForeign(path);
            var encoding = DataStream.EncodingOf(path, cancellationToken);
            var rows = new RowCollector(name, columns);
            if (NoteOf(encoding) is { } note)
            {
                rows.AddNote(note);
            }

            var open = () => Utf8Stream.Of(DataStream.Open(path), encoding);
            switch (format)
            {
                case DataFormat.Csv:
                    DelimitedReader.Read(open, ',', rows, cancellationToken);
                    break;
                case DataFormat.Tsv:
                    DelimitedReader.Read(open, '\t', rows, cancellationToken);
                    break;
                default:
                    using (var stream = open())
                    {
                        JsonLinesReader.Read(stream, rows, cancellationToken);
                    }

                    break;
            }

            return rows.ToDataSet();
        }
        catch (InvalidDataException exception)
        {
            throw new DataException($"{name} is not a readable gzip file: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static string? NoteOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian or FileEncoding.Utf16BigEndian => "it is UTF-16, and so it was read.",
        FileEncoding.Windows1252 => "it is no UTF-8; it was read as Windows-1252, which Excel writes on western systems.",
        _ => null,
    };
}
