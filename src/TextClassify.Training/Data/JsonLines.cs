namespace TextClassify.Training.Data;

/// <summary>The lines of a file of JSON lines, plain or gzip. Blank ones are left out.</summary>
internal static class JsonLines
{
    /// <param name="path">The file.</param>
    /// <param name="contents">What it should hold, for the message.</param>
    /// <param name="cancellationToken">Seen at every line.</param>
    /// <returns>Lines, each valid until the next, and their numbers from 1.</returns>
    /// <exception cref="DataException">It is missing, of another format, or no sound gzip.</exception>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, int Number)> Read(
        string path, string contents, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        DataStream.ThrowIfAbsent(path);
        if (DataStream.FormatOf(path) is not DataFormat.JsonLines)
        {
            throw new DataException($"{name} can't hold {contents}; .jsonl (plain or .gz) is read.");
        }

        using var stream = DataStream.Open(path);
        var lines = new LineReader(stream);
        while (MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Current.Span.ContainsAnyExcept(" \t\r\n"u8))
            {
                yield return (lines.Current, lines.Number);
            }
        }

        bool MoveNext()
        {
            try
            {
                return lines.MoveNext();
            }
            catch (InvalidDataException exception)
            {
                throw new DataException($"{name} is not a readable gzip file: {exception.Message}", exception);
            }
        }
    }
}
