namespace TextClassify.Explain.Quality;

/// <summary>
/// Infidelity (Yeh et al. 2019): E[(I . scores - (f(x) - f(x - I)))^2]. Scores here already hold the input's factor, so I is 0 or 1 a
/// token: which tokens are taken away.
/// </summary>
internal static class Infidelity
{
    /// <param name="scores">[T].</param>
    /// <param name="removed">[rows, T]: true where a token is taken away.</param>
    /// <param name="drops">[rows]: f(text) - f(row).</param>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> removed, ReadOnlySpan<double> drops) =>
        Mean(scores, removed, drops, scale: 1);

    /// <summary>
    /// After the factor on the scores that fits the drops best, E[(I . scores) drop] / E[(I . scores)^2] (Yeh et al. 2019): for
    /// scores without a unit. From 0 to E[drop^2], which scores of zero have.
    /// </summary>
    /// <param name="scores">[T].</param>
    /// <param name="removed">[rows, T].</param>
    /// <param name="drops">[rows].</param>
    public static double Scaled(ReadOnlySpan<float> scores, ReadOnlySpan<bool> removed, ReadOnlySpan<double> drops)
    {
        double both = 0, squares = 0;
        for (int row = 0; row < drops.Length; row++)
        {
            double sum = Sum(scores, removed.Slice(row * scores.Length, scores.Length));
            both += sum * drops[row];
            squares += sum * sum;
        }

        return Mean(scores, removed, drops, scale: squares > 0 ? both / squares : 0);
    }

    private static double Mean(ReadOnlySpan<float> scores, ReadOnlySpan<bool> removed, ReadOnlySpan<double> drops, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(removed.Length, scores.Length * drops.Length);
        double total = 0;
        for (int row = 0; row < drops.Length; row++)
        {
            double difference = (scale * Sum(scores, removed.Slice(row * scores.Length, scores.Length))) - drops[row];
            total += difference * difference;
        }

        return total / drops.Length;
    }

    private static double Sum(ReadOnlySpan<float> scores, ReadOnlySpan<bool> removed)
    {
        double sum = 0;
        for (int token = 0; token < scores.Length; token++)
        {
            sum += removed[token] ? scores[token] : 0;
        }

        return sum;
    }
}
