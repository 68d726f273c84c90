namespace TextClassify.Training.Data;

/// <summary>Reads labelled texts from CSV, TSV or JSONL, plain or gzip, in strict UTF-8.</summary>
internal static class DataFile
{
    /// <inheritdoc cref="Read(string, string, string?, string?, CancellationToken)"/>
    public static DataSet Read(
        string path, string textColumn, string? labelColumn, CancellationToken cancellationToken = default) =>
        Read(path, textColumn, labelColumn, finerLabelColumn: null, cancellationToken);

    /// <summary>
    /// Reads the whole file. A <see langword="null"/> <paramref name="labelColumn"/> reads texts alone, a given
    /// <paramref name="finerLabelColumn"/> both labels of a row.
    /// </summary>
    /// <exception cref="DataException">
    /// The file is missing or unreadable, its kind is unknown, it lacks a column (the message lists those found), or it holds no row.
    /// </exception>
    public static DataSet Read(
        string path, string textColumn, string? labelColumn, string? finerLabelColumn, CancellationToken cancellationToken = default)
    {
        string name = Path.GetFileName(path);
        try
        {
            DataStream.ThrowIfAbsent(path);
            var format = DataStream.FormatOf(path);
            DataStream.ThrowIfUtf16(path);
            using var stream = DataStream.Open(path);
            var rows = new RowCollector(name, textColumn, labelColumn, finerLabelColumn);
            switch (format)
            {
                case DataFormat.Csv:
                    DelimitedReader.Read(stream, ',', rows, cancellationToken);
                    break;
                case DataFormat.Tsv:
                    DelimitedReader.Read(stream, '\t', rows, cancellationToken);
                    break;
                default:
                    JsonLinesReader.Read(stream, rows, cancellationToken);
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
}
