namespace TextClassify.Training.Translation;

/// <summary>
/// How a net looks back at the source as it writes. Sumner et al. (2020) speak of attentional gain and give no formula; these are ours.
/// Alike is what a longest common subsequence of the symbols aligns.
/// </summary>
/// <param name="Entropy">Of the attention, in shares of the most there can be; mean over the written symbols.</param>
/// <param name="NearMass">Share of the attention within one symbol of the aligned one; mean over the aligned symbols.</param>
/// <param name="Hits">Share of the aligned symbols at which the net looks most.</param>
/// <param name="Aligned">Written symbols that have an aligned one.</param>
internal readonly record struct AttentionFigures(double Entropy, double NearMass, double Hits, int Aligned)
{
    /// <param name="source">Ids.</param>
    /// <param name="target">Ids that were written.</param>
    /// <param name="attention">[target,source].</param>
    public static AttentionFigures Of(ReadOnlySpan<int> source, ReadOnlySpan<int> target, ReadOnlySpan<float> attention)
    {
        int[] partners = Align(source, target);
        double entropy = 0, near = 0;
        int hits = 0, aligned = 0;
        for (int t = 0; t < target.Length; t++)
        {
            var row = attention.Slice(t * source.Length, source.Length);
            int most = 0;
            for (int s = 0; s < row.Length; s++)
            {
                entropy -= row[s] > 0 ? row[s] * Math.Log(row[s]) : 0;
                most = row[s] > row[most] ? s : most;
            }

            if (partners[t] is >= 0 and var partner)
            {
                aligned++;
                hits += most == partner ? 1 : 0;
                for (int s = Math.Max(0, partner - 1); s <= Math.Min(row.Length - 1, partner + 1); s++)
                {
                    near += row[s];
                }
            }
        }

        double largest = Math.Log(Math.Max(2, source.Length)) * Math.Max(1, target.Length);
        int count = Math.Max(1, aligned);
        return new(entropy / largest, near / count, (double)hits / count, aligned);
    }

    /// <summary>The place in the source that each written symbol is aligned with; -1 where there is none.</summary>
    internal static int[] Align(ReadOnlySpan<int> source, ReadOnlySpan<int> target)
    {
        // Of what stands from here on, so that the walk goes forward.
        int[,] lengths = new int[target.Length + 1, source.Length + 1];
        for (int t = target.Length - 1; t >= 0; t--)
        {
            for (int s = source.Length - 1; s >= 0; s--)
            {
                lengths[t, s] = target[t] == source[s]
                    ? lengths[t + 1, s + 1] + 1
                    : Math.Max(lengths[t + 1, s], lengths[t, s + 1]);
            }
        }

        int[] partners = new int[target.Length];
        Array.Fill(partners, -1);
        for (int t = 0, s = 0; t < target.Length && s < source.Length;)
        {
            if (target[t] == source[s])
            {
                partners[t++] = s++;
            }
            else if (lengths[t + 1, s] >= lengths[t, s + 1])
            {
                t++;
            }
            else
            {
                s++;
            }
        }

        return partners;
    }
}
