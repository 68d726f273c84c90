namespace TextClassify.Inference.Batching;

/// <summary>Says which rows run together. Pure: lengths in, a range out.</summary>
internal static class BatchPlanner
{
    /// <summary>
    /// Grows a batch by whichever row nearest to its longest leaves it cheaper a token, as far as the limits allow, and gives back the
    /// cheapest on the way. What is in the batch stays in it, so a caller that begins with the row due first starves no length.
    /// </summary>
    /// <param name="lengths">Tokens of the rows that may join, ascending, each at least 1.</param>
    /// <param name="batch">What runs whoever joins.</param>
    /// <param name="limits">What the batch may hold.</param>
    /// <returns>Those that join, as a range of <paramref name="lengths"/>.</returns>
    public static (int Start, int End) Join(ReadOnlySpan<int> lengths, BatchSize batch, BatchLimits limits)
    {
        int start = FirstAbove(lengths, batch.Longest), end = start;
        double least = Cost(batch, limits);
        var cheapest = (start, end);
        while (true)
        {
            var below = start > 0 ? batch.With(lengths[start - 1]) : default;
            var above = end < lengths.Length ? batch.With(lengths[end]) : default;
            var (costBelow, costAbove) = (CostWithin(below, limits), CostWithin(above, limits));
            if (double.IsPositiveInfinity(Math.Min(costBelow, costAbove)))
            {
                return cheapest;
            }

            (start, end, batch) = costBelow <= costAbove ? (start - 1, end, below) : (start, end + 1, above);
            if (Math.Min(costBelow, costAbove) <= least)
            {
                (least, cheapest) = (Math.Min(costBelow, costAbove), (start, end));
            }
        }
    }

    /// <summary>Whether a batch may be so large.</summary>
    public static bool Fits(BatchSize batch, BatchLimits limits) =>
        batch.Rows <= limits.MaxRows
        && batch.Padded <= limits.MaxTokens
        && batch.Padded <= Math.Max(batch.Real * limits.MaxPaddingRatio, batch.Real + limits.RunCost);

    /// <summary>What a real token costs in a run, in tokens of an endless run without padding: at least 1.</summary>
    public static double Cost(BatchSize batch, BatchLimits limits) => (limits.RunCost + (double)batch.Padded) / batch.Real;

    private static double CostWithin(BatchSize batch, BatchLimits limits) =>
        batch.Rows > 0 && Fits(batch, limits) ? Cost(batch, limits) : double.PositiveInfinity;

    private static int FirstAbove(ReadOnlySpan<int> lengths, int length)
    {
        int low = 0, high = lengths.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = lengths[middle] > length ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
