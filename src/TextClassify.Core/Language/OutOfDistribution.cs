namespace TextClassify.Language;

/// <summary>Where a text's bits per character lie among those of the reference passages.</summary>
public static class OutOfDistribution
{
    /// <summary>The share of reference passages below it, in percent: 0 to 100, linear between the percentiles that are kept.</summary>
    /// <param name="bits">Bits per character.</param>
    /// <param name="percentiles">The reference's at 0, 1 ... 100 percent, rising.</param>
    public static double Percentile(double bits, IReadOnlyList<double> percentiles)
    {
        int above = 0;
        while (above < percentiles.Count && percentiles[above] <= bits)
        {
            above++;
        }

        if (above == 0)
        {
            return 0;
        }

        double step = 100.0 / (percentiles.Count - 1);
        return above == percentiles.Count
            ? 100
            : (above - 1 + ((bits - percentiles[above - 1]) / (percentiles[above] - percentiles[above - 1]))) * step;
    }
}
