namespace TextClassify.Explain.Coalitions;

/// <summary>The rows of an order of P players, walked forwards and then backwards: rows k = 0.. of a walk hold its first k + 1
/// players.</summary>
internal static class PermutationWalks
{
    /// <summary>Rows of one walk; nobody and everybody are known.</summary>
    public static int Steps(int players) => Math.Max(0, players - 1);

    /// <summary>Writes the players of a sample's order, and each player's place in it.</summary>
    public static void WriteOrder(int seed, int sample, Span<int> order, Span<int> ranks)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new SplitMix64(seed, sample).Shuffle(order);
        for (int place = 0; place < order.Length; place++)
        {
            ranks[order[place]] = place;
        }
    }

    /// <param name="ranks">[P].</param>
    /// <param name="row">Of 2 * <see cref="Steps"/>.</param>
    /// <param name="removed">[P].</param>
    public static void WriteRemoved(ReadOnlySpan<int> ranks, int row, Span<bool> removed)
    {
        int steps = Steps(ranks.Length), joined = (row % steps) + 1;
        bool backwards = row >= steps;
        for (int player = 0; player < ranks.Length; player++)
        {
            int rank = backwards ? ranks.Length - 1 - ranks[player] : ranks[player];
            removed[player] = rank >= joined;
        }
    }

    /// <summary>Writes each player's mean gain over the two walks. The gains add up to f(all) - f(none).</summary>
    /// <param name="objective">f.</param>
    /// <param name="none">[C].</param>
    /// <param name="all">[C].</param>
    /// <param name="logits">[2 * steps, C].</param>
    /// <param name="order">[P].</param>
    /// <param name="gains">[P].</param>
    public static void WriteGains(
        Objective objective,
        ReadOnlySpan<float> none,
        ReadOnlySpan<float> all,
        ReadOnlySpan<float> logits,
        ReadOnlySpan<int> order,
        Span<double> gains)
    {
        int steps = Steps(order.Length), classes = none.Length;
        double start = objective.Of(none), end = objective.Of(all);
        gains.Clear();
        for (int walk = 0; walk < 2; walk++)
        {
            double before = start;
            for (int place = 0; place < order.Length; place++)
            {
                int row = (walk * steps) + place;
                double after = place == steps ? end : objective.Of(logits.Slice(row * classes, classes));
                gains[order[walk == 0 ? place : steps - place]] += (after - before) / 2;
                before = after;
            }
        }
    }
}
