namespace TextClassify.Inference.Sessions;

/// <summary>Cuts the rows of a call into blocks of similar length under a token budget.</summary>
internal static class ForwardPlan
{
    // Padding is cheaper than a run of its own up to about this many tokens; see docs/benchmarks.md.
    private const int FreePadding = 64;

    // Beyond that, at most a quarter of a block's real tokens.
    private const int RealTokensPerPadding = 4;

    /// <summary>Every row is in exactly one block; longest x rows is within the budget unless the block is one row.</summary>
    public static List<ForwardBlock> Cut(IReadOnlyList<ReadOnlyMemory<int>> rows, int maxTokens)
    {
        int[] order = new int[rows.Count];
        int[] lengths = new int[rows.Count];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
            lengths[row] = rows[row].Length;
        }

        // Stable between runs: equal lengths may come in any order, which changes no row's numbers beyond rounding.
        lengths.AsSpan().Sort(order.AsSpan(), static (left, right) => right.CompareTo(left));

        var blocks = new List<ForwardBlock>();
        for (int start = 0; start < order.Length;)
        {
            int end = End(lengths, start, maxTokens);
            blocks.Add(new ForwardBlock(order.AsMemory(start, end - start), lengths[start]));
            start = end;
        }

        return blocks;
    }

    private static int End(ReadOnlySpan<int> lengths, int start, int maxTokens)
    {
        int longest = lengths[start], real = longest, end = start + 1;
        for (; end < lengths.Length; end++)
        {
            int padded = longest * (end - start + 1);
            int padding = padded - real - lengths[end];
            if (padded > maxTokens || padding > Math.Max(FreePadding, (real + lengths[end]) / RealTokensPerPadding))
            {
                break;
            }

            real += lengths[end];
        }

        return end;
    }
}
