namespace TextClassify.Explain.Intrinsic;

/// <summary>The CNN's attention to each token, A[r,t].</summary>
internal static class WordWeights
{
    /// <param name="weights">[R, T]; each row sums to 1.</param>
    /// <param name="aspect">The row to read; null for the mean over the rows.</param>
    /// <param name="scores">[T].</param>
    public static void WriteScores(ReadOnlySpan<float> weights, int? aspect, Span<float> scores)
    {
        int length = scores.Length;
        if (aspect is { } row)
        {
            weights.Slice(row * length, length).CopyTo(scores);
            return;
        }

        int aspects = weights.Length / length;
        scores.Clear();
        for (int r = 0; r < aspects; r++)
        {
            TensorPrimitives.Add(scores, weights.Slice(r * length, length), scores);
        }

        TensorPrimitives.Divide(scores, aspects, scores);
    }
}
