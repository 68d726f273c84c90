namespace TextClassify.Inference.Batching;

/// <summary>Says which rows run together. Pure: lengths in, a range out.</summary>
internal static class BatchPlanner
{
    /// <summary>
    /// Grows a batch around the row that must run now, by whichever neighbour in length leaves it cheaper a token, as far as the limits allow, and
    /// gives back the cheapest on the way. That row is always in it, so a caller that anchors the row due first starves no length.
    /// </summary>
    /// <param name="lengths">Tokens of the rows that may run together, ascending, each at least 1.</param>
    /// <param name="anchor">Index of the row that must run.</param>
    /// <param name="limits">What the batch may hold.</param>
    /// <returns>The batch as a range of <paramref name="lengths"/>; holds <paramref name="anchor"/>.</returns>
    public static (int Start, int End) Around(ReadOnlySpan<int> lengths, int anchor, BatchLimits limits)
    {
        int start = anchor, end = anchor + 1;
        long real = lengths[anchor];
        double least = Cost(1, lengths[anchor], real, limits);
        var cheapest = (start, end);
        while (true)
        {
            double below = start > 0 ? CostWithin(end - start + 1, lengths[end - 1], real + lengths[start - 1], limits) : double.PositiveInfinity;
            double above = end < lengths.Length ? CostWithin(end - start + 1, lengths[end], real + lengths[end], limits) : double.PositiveInfinity;
            if (double.IsPositiveInfinity(Math.Min(below, above)))
            {
                return cheapest;
            }

            real += below <= above ? lengths[--start] : lengths[end++];
            if (Math.Min(below, above) <= least)
            {
                (least, cheapest) = (Math.Min(below, above), (start, end));
            }
        }
    }

    /// <summary>Whether so many rows may run together.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="longest">Tokens of the longest.</param>
    /// <param name="real">Tokens of all of them.</param>
    /// <param name="limits">What the batch may hold.</param>
    public static bool Fits(int rows, int longest, long real, BatchLimits limits)
    {
        long padded = (long)rows * longest;
        return rows <= limits.MaxRows
            && padded <= limits.MaxTokens
            && padded <= Math.Max(real * limits.MaxPaddingRatio, real + limits.RunCost);
    }

    /// <summary>What a real token costs in a run, in tokens of an endless run without padding: at least 1.</summary>
    public static double Cost(int rows, int longest, long real, BatchLimits limits) => (limits.RunCost + (double)rows * longest) / real;

    private static double CostWithin(int rows, int longest, long real, BatchLimits limits) =>
        Fits(rows, longest, real, limits) ? Cost(rows, longest, real, limits) : double.PositiveInfinity;
}
