namespace TextClassify.Numerics;

/// <summary>How far two scorings of the same items agree on their order: 1 the same, -1 reversed; NaN when either gives all items one
/// score.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's rho: Pearson's correlation of the ranks, where equal scores share the mean of their ranks.</summary>
    /// <param name="first">[n].</param>
    /// <param name="second">[n].</param>
    public static double Spearman(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        double[] left = new double[first.Length], right = new double[first.Length];
        WriteRanks(first, left);
        WriteRanks(second, right);

        // Ranks of n items have the mean (n + 1) / 2 with and without ties.
        double mean = (first.Length + 1) / 2.0, both = 0, leftSquares = 0, rightSquares = 0;
        for (int i = 0; i < left.Length; i++)
        {
            both += (left[i] - mean) * (right[i] - mean);
            leftSquares += (left[i] - mean) * (left[i] - mean);
            rightSquares += (right[i] - mean) * (right[i] - mean);
        }

        return both / Math.Sqrt(leftSquares * rightSquares);
    }

    /// <summary>Kendall's tau-b (Kendall 1945), which corrects for ties.</summary>
    /// <param name="first">[n].</param>
    /// <param name="second">[n].</param>
    public static double KendallTau(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        long balance = 0, leftPairs = 0, rightPairs = 0;
        for (int i = 1; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int left = first[i].CompareTo(first[j]), right = second[i].CompareTo(second[j]);
                balance += left * right;
                leftPairs += left * left;
                rightPairs += right * right;
            }
        }

        return balance / Math.Sqrt((double)leftPairs * rightPairs);
    }

    /// <summary>Writes each score's rank from 1; equal scores share the mean of their ranks.</summary>
    private static void WriteRanks(ReadOnlySpan<float> scores, Span<double> ranks)
    {
        float[] sorted = scores.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[start]))
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
        }
    }
}
