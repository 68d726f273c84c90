namespace TextClassify.Training.Packaging;

/// <summary>A padded batch of texts as embeddings, with a random weight for each class of each text.</summary>
/// <param name="Embeddings">[B,T,D]; beyond a length, what must not be seen.</param>
/// <param name="Lengths">[B].</param>
/// <param name="TargetWeights">[B,C].</param>
/// <param name="Width">D.</param>
internal sealed record GradientPoints(double[] Embeddings, long[] Lengths, double[] TargetWeights, int Width)
{
    // No model has padding like it.
    private const double Padding = 0.7;

    public int Rows => Lengths.Length;

    /// <summary>T.</summary>
    public int Time => Embeddings.Length / Rows / Width;

    /// <param name="texts">Ids, at least one each.</param>
    /// <param name="table">A row an id, [V,D].</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws the weights.</param>
    public static GradientPoints Of(IReadOnlyList<ReadOnlyMemory<int>> texts, Weight table, int classes, Random random)
    {
        int width = table.Shape[1], time = texts.Max(text => text.Length);
        double[] embeddings = new double[texts.Count * time * width], weights = new double[texts.Count * classes];
        Array.Fill(embeddings, Padding);
        for (int row = 0; row < texts.Count; row++)
        {
            var ids = texts[row].Span;
            for (int i = 0; i < ids.Length * width; i++)
            {
                embeddings[(row * time * width) + i] = table.Values[(ids[i / width] * width) + (i % width)];
            }
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextDouble() - 0.5;
        }

        return new GradientPoints(embeddings, [.. texts.Select(text => (long)text.Length)], weights, width);
    }

    /// <summary>Where the text of a row stands, its padding left out.</summary>
    public Range PlaceOf(int row)
    {
        int start = row * Time * Width;
        return start..(start + ((int)Lengths[row] * Width));
    }

    public double[] WeightsOf(int row) => [.. TargetWeights.Skip(row * TargetWeights.Length / Rows).Take(TargetWeights.Length / Rows)];
}
