namespace TextClassify.Inference.Sessions;

/// <summary>Cuts the rows of a call into blocks of similar length under a budget of steps: characters or tokens.</summary>
internal static class LengthPlan
{
    // So few padded steps are no reason for a run of their own.
    private const int FreePadding = 64;

    // Beyond that, at most a quarter of a block's real steps.
    private const int RealPerPadding = 4;

    /// <summary>Every row is in exactly one block; longest x rows is within the budget unless the block is one row.</summary>
    /// <param name="lengths">Of the rows; sorted by this.</param>
    /// <param name="maxSteps">The budget.</param>
    public static List<LengthBlock> Cut(int[] lengths, int maxSteps)
    {
        int[] order = new int[lengths.Length];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        // Stable between runs: equal lengths may come in any order, which changes no row's numbers beyond rounding.
        lengths.AsSpan().Sort(order.AsSpan(), static (left, right) => right.CompareTo(left));

        var blocks = new List<LengthBlock>();
        for (int start = 0; start < order.Length;)
        {
            int end = End(lengths, start, maxSteps);
            blocks.Add(new LengthBlock(order.AsMemory(start, end - start), lengths[start]));
            start = end;
        }

        return blocks;
    }

    /// <summary>How many ids all rows begin with alike, one a row left over at least.</summary>
    public static int SharedLength(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        int shared = rows[0].Length - 1;
        for (int row = 1; row < rows.Count && shared > 0; row++)
        {
            int most = Math.Min(shared, rows[row].Length - 1);
            shared = rows[0].Span[..most].CommonPrefixLength(rows[row].Span);
        }

        return shared;
    }

    private static int End(ReadOnlySpan<int> lengths, int start, int maxSteps)
    {
        int longest = lengths[start], real = longest, end = start + 1;
        for (; end < lengths.Length; end++)
        {
            int padded = longest * (end - start + 1);
            int padding = padded - real - lengths[end];
            if (padded > maxSteps || padding > Math.Max(FreePadding, (real + lengths[end]) / RealPerPadding))
            {
                break;
            }

            real += lengths[end];
        }

        return end;
    }
}

/// <summary>Rows that run together.</summary>
/// <param name="Rows">Indices into the rows of the call.</param>
/// <param name="Longest">Steps of the longest row; every row is padded to it.</param>
internal readonly record struct LengthBlock(ReadOnlyMemory<int> Rows, int Longest);
