namespace TextClassify.Explain.Quality;

/// <summary>The order in which a score takes tokens.</summary>
internal static class TokenOrder
{
    /// <summary>Token indices from the highest score to the lowest; of equal scores the earlier token comes first.</summary>
    public static int[] Descending(ReadOnlySpan<float> scores)
    {
        // Array.Sort is not stable; the index as a second key makes it so.
        var keys = new (float Score, int Token)[scores.Length];
        int[] order = new int[scores.Length];
        for (int token = 0; token < scores.Length; token++)
        {
            keys[token] = (-scores[token], token);
            order[token] = token;
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Marks the first <paramref name="count"/> tokens of an order, and no others.</summary>
    public static void Mark(ReadOnlySpan<int> order, int count, Span<bool> marked)
    {
        marked.Clear();
        foreach (int token in order[..count])
        {
            marked[token] = true;
        }
    }
}
