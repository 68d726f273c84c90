namespace TextClassify.Training.Rows;

/// <summary>Which rows go through the net together.</summary>
internal static class BatchPlan
{
    // Rows are sorted by length within this many batches: short enough to mix, long enough that a batch has little padding.
    private const int Window = 64;

    /// <summary>Every row once, shuffled, in batches of similar length.</summary>
    public static IReadOnlyList<int[]> Shuffle(IReadOnlyList<int> lengths, int batchSize, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, lengths.Count)];
        random.Shuffle(rows);
        int[][] batches = [.. rows.Chunk(batchSize * Window).SelectMany(window => window.OrderBy(row => lengths[row]).Chunk(batchSize))];
        random.Shuffle(batches);

        return batches;
    }
}
