namespace TextClassify.Explain.Quality;

/// <summary>Finds <see cref="OrderLimits"/>: by every set for a short text, by a beam from each side for a longer one.</summary>
/// <param name="tokens">T.</param>
/// <param name="drops">f(text) - f(row) of each row of [rows,T] marks, true where a token is taken away.</param>
internal sealed class OrderSearch(int tokens, Func<ReadOnlyMemory<bool>, CancellationToken, Task<double[]>> drops)
{
    /// <summary>A set is the bits of a word, and the rows a beam reads grow with the square of the tokens.</summary>
    public const int MostTokens = 64;

    /// <summary>At most 2^8 rows.</summary>
    public const int MostTokensExact = 8;

    private const int BeamWidth = 5;

    /// <summary>Rows at most: every set, or for each size the sets that two beams extend theirs to.</summary>
    public static long MostRows(int tokens) =>
        tokens > MostTokens ? 0 : tokens <= MostTokensExact ? 1L << tokens : BeamWidth * (long)tokens * (tokens + 1);

    public async Task<OrderLimits> FindAsync(CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens, MostTokens);
        if (tokens <= MostTokensExact)
        {
            ulong[] all = new ulong[1 << tokens];
            for (int set = 0; set < all.Length; set++)
            {
                all[set] = (ulong)set;
            }

            return OrderLimits.OfAll(await DropsAsync(all, cancellationToken).ConfigureAwait(false));
        }

        return await BeamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Both beams at once, so that a set both look at is read once.</summary>
    internal async Task<OrderLimits> BeamAsync(CancellationToken cancellationToken)
    {
        var low = new Dictionary<ulong, double> { [0] = 0 };
        var high = new Dictionary<ulong, double> { [0] = 0 };
        for (int removed = 1; removed < tokens; removed++)
        {
            var lower = Extended(low, least: true);
            var higher = Extended(high, least: false);
            var sets = new HashSet<ulong>(lower.Keys);
            sets.UnionWith(higher.Keys);
            ulong[] rows = [.. sets];
            double[] values = await DropsAsync(rows, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < rows.Length; i++)
            {
                AddTo(lower, rows[i], values[i]);
                AddTo(higher, rows[i], values[i]);
            }

            low = Kept(lower, least: true);
            high = Kept(higher, least: false);
        }

        return new OrderLimits(Best(low, least: true), Best(high, least: false), Exact: false);
    }

    /// <summary>Every set with one token more, with the better sum of the sets it can come from.</summary>
    private Dictionary<ulong, double> Extended(Dictionary<ulong, double> beam, bool least)
    {
        var extended = new Dictionary<ulong, double>();
        foreach (var (set, sum) in beam)
        {
            for (int token = 0; token < tokens; token++)
            {
                ulong next = set | (1UL << token);
                if (next != set && (!extended.TryGetValue(next, out double other) || (least ? sum < other : sum > other)))
                {
                    extended[next] = sum;
                }
            }
        }

        return extended;
    }

    private static void AddTo(Dictionary<ulong, double> sums, ulong set, double drop)
    {
        if (sums.TryGetValue(set, out double sum))
        {
            sums[set] = sum + drop;
        }
    }

    /// <summary>The best sums; of equal ones the smaller set, so that the search is the same on every run.</summary>
    private static Dictionary<ulong, double> Kept(Dictionary<ulong, double> sums, bool least)
    {
        var ranked = new List<(double Key, ulong Set)>(sums.Count);
        foreach (var (set, sum) in sums)
        {
            ranked.Add((least ? sum : -sum, set));
        }

        ranked.Sort();
        var kept = new Dictionary<ulong, double>(BeamWidth);
        for (int i = 0; i < Math.Min(BeamWidth, ranked.Count); i++)
        {
            kept.Add(ranked[i].Set, least ? ranked[i].Key : -ranked[i].Key);
        }

        return kept;
    }

    private static double Best(Dictionary<ulong, double> sums, bool least)
    {
        double best = least ? double.PositiveInfinity : double.NegativeInfinity;
        foreach (double sum in sums.Values)
        {
            best = least ? Math.Min(best, sum) : Math.Max(best, sum);
        }

        return best;
    }

    private Task<double[]> DropsAsync(ulong[] sets, CancellationToken cancellationToken)
    {
        bool[] removed = new bool[sets.Length * tokens];
        for (int row = 0; row < sets.Length; row++)
        {
            for (int token = 0; token < tokens; token++)
            {
                removed[(row * tokens) + token] = (sets[row] >> token & 1) != 0;
            }
        }

        return drops(removed, cancellationToken);
    }
}
