namespace TextClassify.Inference.Batching;

/// <summary>Says which rows run together. Pure: lengths in, a range out.</summary>
internal static class BatchPlanner
{
    /// <summary>Padding is cheaper than a run of its own up to about this many tokens; see docs/benchmarks.md.</summary>
    public const int FreePadding = 64;

    /// <summary>
    /// Grows a batch around the row that must run now, towards whichever neighbour in length costs less padding, until the limits are met.
    /// That row is always in it, so a caller that anchors the row due first starves no length.
    /// </summary>
    /// <param name="lengths">Tokens of the rows that may run together, ascending, each at least 1.</param>
    /// <param name="anchor">Index of the row that must run.</param>
    /// <param name="limits">What the batch may hold.</param>
    /// <returns>The batch as a range of <paramref name="lengths"/>; holds <paramref name="anchor"/>.</returns>
    public static (int Start, int End) Around(ReadOnlySpan<int> lengths, int anchor, BatchLimits limits)
    {
        int start = anchor, end = anchor + 1;
        long real = lengths[anchor];
        while (true)
        {
            int rows = end - start, longest = lengths[end - 1];
            long below = start > 0 ? longest - lengths[start - 1] : long.MaxValue;
            long above = end < lengths.Length ? (long)(lengths[end] - longest) * rows : long.MaxValue;

            bool tookOne = below <= above
                ? TakeBelow(lengths) || TakeAbove(lengths)
                : TakeAbove(lengths) || TakeBelow(lengths);
            if (!tookOne)
            {
                return (start, end);
            }
        }

        bool TakeBelow(ReadOnlySpan<int> lengths)
        {
            if (start == 0 || !Fits(end - start + 1, lengths[end - 1], real + lengths[start - 1], limits))
            {
                return false;
            }

            real += lengths[--start];
            return true;
        }

        bool TakeAbove(ReadOnlySpan<int> lengths)
        {
            if (end == lengths.Length || !Fits(end - start + 1, lengths[end], real + lengths[end], limits))
            {
                return false;
            }

            real += lengths[end++];
            return true;
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
            && padded <= Math.Max(real * limits.MaxPaddingRatio, real + FreePadding);
    }
}
