namespace TextClassify.Explain.Quality;

/// <summary>The arithmetic of the metrics that take tokens away in the order of their scores and read the model again.</summary>
internal static class Faithfulness
{
    /// <summary>Share of the tokens that <see cref="LogOdds"/> takes away (Shrikumar et al. 2017).</summary>
    public const double LogOddsShare = 0.2;

    /// <summary>ERASER's bins, shares of a text's tokens (DeYoung et al. 2020).</summary>
    public static ReadOnlySpan<double> Bins => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <summary>Tokens in a share of a text, rounded up: the smallest bin of a short text holds one.</summary>
    public static int Count(double share, int tokens) =>
        // 0.1 * 70 is 7.000000000000001, which must not become 8.
        Math.Clamp((int)Math.Ceiling((share * tokens) - 1e-9), 1, tokens);

    /// <summary>
    /// Area over the perturbation curve: the mean of f(text) - f(row) over the bins. Comprehensiveness where a row lacks the highest
    /// tokens, sufficiency where it has only them.
    /// </summary>
    /// <param name="full">f(text).</param>
    /// <param name="rows">f of the row of each bin.</param>
    public static double AreaOver(double full, ReadOnlySpan<double> rows) => full - (TensorPrimitives.Sum(rows) / rows.Length);

    /// <summary>ln f(row) - ln f(text): the more negative, the more the tokens taken away mattered.</summary>
    public static double LogOdds(double full, double row) => Math.Log(row) - Math.Log(full);

    /// <summary>Area under f against the share of tokens taken away or put back, by the trapezoid rule (Petsiuk et al. 2018).</summary>
    /// <param name="counts">Tokens, ascending from 0 to all.</param>
    /// <param name="values">f at each.</param>
    public static double AreaUnder(ReadOnlySpan<int> counts, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, counts.Length);
        double area = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            area += (values[i] + values[i - 1]) / 2 * (counts[i] - counts[i - 1]);
        }

        return area / counts[^1];
    }

    /// <summary>Where a curve over a text is read: every count for a short text, evenly spread counts for a long one.</summary>
    /// <returns>Ascending from 0 to <paramref name="tokens"/>, at most <paramref name="most"/> + 1.</returns>
    public static int[] CurveCounts(int tokens, int most)
    {
        int steps = Math.Min(tokens, most);
        int[] counts = new int[steps + 1];
        for (int step = 0; step <= steps; step++)
        {
            counts[step] = (int)((long)step * tokens / steps);
        }

        return counts;
    }
}
