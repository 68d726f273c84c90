namespace TextClassify.Training.Nets;

/// <summary>Texts of similar length side by side, time first as the recurrent kernels want it.</summary>
/// <param name="Ids">[T,B] row-major; 0 beyond a text's length.</param>
/// <param name="Lengths">[B], each at least 1.</param>
/// <param name="Time">T, the longest length.</param>
internal sealed record TokenBatch(int[] Ids, int[] Lengths, int Time)
{
    /// <summary>B.</summary>
    public int Rows => Lengths.Length;

    /// <summary>No position is padding.</summary>
    public bool IsFull => Array.TrueForAll(Lengths, length => length == Time);

    public static TokenBatch Of(IReadOnlyList<ReadOnlyMemory<int>> texts)
    {
        int[] lengths = [.. texts.Select(text => text.Length)];
        ArgumentOutOfRangeException.ThrowIfLessThan(lengths.Min(), 1);
        int time = lengths.Max();
        int[] ids = new int[time * lengths.Length];
        for (int row = 0; row < lengths.Length; row++)
        {
            var text = texts[row].Span;
            for (int t = 0; t < text.Length; t++)
            {
                ids[(t * lengths.Length) + row] = text[t];
            }
        }

        return new(ids, lengths, time);
    }
}
