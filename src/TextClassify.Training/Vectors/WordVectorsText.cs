using System.Text;

namespace TextClassify.Training.Vectors;

/// <summary>word2vec's text form ("count width" first) and GloVe's (without): a word and its numbers a line, by single spaces.</summary>
internal static class WordVectorsText
{
    public static WordVectors Read(Stream stream)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(stream, utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        try
        {
            string first = reader.ReadLine() ?? throw new InvalidDataException("it is empty.");
            var header = HeaderOf(first);
            int width = header?.Width ?? first.TrimEnd(' ').Count(' ');
            if (width == 0)
            {
                throw new InvalidDataException("line 1 has no numbers.");
            }

            var builder = new WordVectorsBuilder(width, header?.Count ?? 0);
            int line = 1;
            for (string? row = header is null ? first : Next(); row is not null; row = Next())
            {
                AddRow(row.AsSpan().TrimEnd(' '), line, width, builder);
            }

            return header is null || header.Value.Count == builder.Count
                ? builder.ToVectors()
                : throw new InvalidDataException($"it has {builder.Count} words where line 1 says {header.Value.Count}.");

            string? Next()
            {
                line++;
                return reader.ReadLine();
            }
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("it is not valid UTF-8.");
        }
    }

    private static (int Count, int Width)? HeaderOf(string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 2
            && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            ? (count, width)
            : null;
    }

    /// <summary>Reads from the right, because words of GloVe 840B have spaces in them (". . .").</summary>
    private static void AddRow(ReadOnlySpan<char> row, int line, int width, WordVectorsBuilder builder)
    {
        var vector = builder.Next();
        for (int i = width - 1; i >= 0; i--)
        {
            int space = row.LastIndexOf(' ');
            if (space < 0)
            {
                throw new InvalidDataException($"line {line} has fewer than {width} numbers.");
            }

            if (!float.TryParse(row[(space + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out vector[i]))
            {
                throw new InvalidDataException($"line {line} has a field that is no number.");
            }

            row = row[..space];
        }

        builder.Add(row.ToString());
    }
}
