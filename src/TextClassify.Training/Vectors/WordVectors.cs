namespace TextClassify.Training.Vectors;

/// <summary>A vector for each of a list of words. Owns <paramref name="values"/>: row-major [words, width].</summary>
internal sealed class WordVectors(IReadOnlyList<string> words, int width, float[] values)
{
    private readonly Dictionary<string, int> _rows = RowsOf(words);

    /// <summary>In the order of the file: the most frequent first, where the writer kept to the custom.</summary>
    public IReadOnlyList<string> Words => words;

    public int Count => words.Count;

    public int Width => width;

    public ReadOnlySpan<float> this[int row] => values.AsSpan(row * width, width);

    public bool TryGet(string word, out ReadOnlySpan<float> vector)
    {
        bool found = _rows.TryGetValue(word, out int row);
        vector = found ? this[row] : default;
        return found;
    }

    /// <summary>Reads the file's own form: word2vec binary (.bin) or word2vec or GloVe text, plain or gzip.</summary>
    /// <exception cref="Data.DataException">There is no such file, or it breaks its format.</exception>
    public static WordVectors Read(string path) => WordVectorsFile.Read(path);

    private static Dictionary<string, int> RowsOf(IReadOnlyList<string> words)
    {
        var rows = new Dictionary<string, int>(words.Count, StringComparer.Ordinal);
        for (int row = 0; row < words.Count; row++)
        {
            rows.Add(words[row], row);
        }

        return rows;
    }
}
