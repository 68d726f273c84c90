namespace TextClassify.Explain.Quality;

/// <summary>Random sets of a text's tokens.</summary>
internal static class RandomSubsets
{
    /// <summary>Writes rows whose sizes are uniform over 1..T, so that small and large removals count alike; each set of a size is as
    /// likely.</summary>
    /// <param name="tokens">T.</param>
    /// <param name="marked">[rows,T].</param>
    /// <param name="random">Draws.</param>
    public static void Write(int tokens, Span<bool> marked, Random random)
    {
        int[] order = new int[tokens];
        for (int token = 0; token < tokens; token++)
        {
            order[token] = token;
        }

        for (int start = 0; start < marked.Length; start += tokens)
        {
            random.Shuffle(order);
            TokenOrder.Mark(order, random.Next(1, tokens + 1), marked.Slice(start, tokens));
        }
    }
}
