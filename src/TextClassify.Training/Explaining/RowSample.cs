namespace TextClassify.Training.Explaining;

/// <summary>A seeded sample that keeps the order of the file.</summary>
internal static class RowSample
{
    public static IReadOnlyList<T> Take<T>(IReadOnlyList<T> rows, int? limit, int seed)
    {
        if (limit is not { } count || count >= rows.Count)
        {
            return rows;
        }

        int[] order = [.. Enumerable.Range(0, rows.Count)];
        new Random(seed).Shuffle(order);

        return [.. order.Take(count).Order().Select(row => rows[row])];
    }
}
