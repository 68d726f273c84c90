namespace TextClassify.Monitoring;

/// <summary>Benjamini and Hochberg 1995: of what is called a discovery at q, a share of q is false on average.</summary>
public static class FalseDiscovery
{
    /// <summary>The q value of each p value, in their order.</summary>
    public static double[] QValues(ReadOnlySpan<double> pValues)
    {
        int count = pValues.Length;
        double[] sorted = pValues.ToArray();
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double[] q = new double[count];
        double least = 1;
        for (int rank = count; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * count / rank);
            q[order[rank - 1]] = least;
        }

        return q;
    }
}
