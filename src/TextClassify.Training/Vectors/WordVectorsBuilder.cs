namespace TextClassify.Training.Vectors;

/// <summary>Takes rows as a reader finds them and refuses what no table of vectors has.</summary>
internal sealed class WordVectorsBuilder(int width, int capacity)
{
    // A header may lie about its count; memory grows with what is really there beyond this.
    private const int TrustedValues = 1 << 24;

    private readonly List<string> _words = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private float[] _values = new float[(int)Math.Min((long)width * capacity, TrustedValues)];

    public int Count => _words.Count;

    /// <summary>Room for the next row's vector, to be filled before <see cref="Add"/>.</summary>
    public Span<float> Next()
    {
        long end = (long)(Count + 1) * width;
        if (end > Array.MaxLength)
        {
            throw new InvalidDataException($"it has more than {Array.MaxLength} numbers.");
        }

        if (end > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(end, _values.Length * 2L)));
        }

        return _values.AsSpan(Count * width, width);
    }

    public void Add(string word)
    {
        int number = Count + 1;
        if (word.Length == 0)
        {
            throw new InvalidDataException($"word {number} is empty.");
        }

        foreach (float value in Next())
        {
            if (!float.IsFinite(value))
            {
                throw new InvalidDataException($"the vector of word {number} has a number that is not finite.");
            }
        }

        if (!_seen.Add(word))
        {
            throw new InvalidDataException($"word {number} is a repetition.");
        }

        _words.Add(word);
    }

    public WordVectors ToVectors()
    {
        Array.Resize(ref _values, Count * width);
        return new WordVectors(_words, width, _values);
    }
}
