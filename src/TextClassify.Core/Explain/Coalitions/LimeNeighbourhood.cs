namespace TextClassify.Explain.Coalitions;

/// <summary>The copies that LIME fits: sample 0 is the text; of every other, 1 to P players picked at random are out, as in LIME's own text
/// sampler.</summary>
internal static class LimeNeighbourhood
{
    /// <param name="seed">Of the request.</param>
    /// <param name="sample">From 0.</param>
    /// <param name="removed">[P].</param>
    public static void WriteRemoved(int seed, int sample, Span<bool> removed)
    {
        removed.Clear();
        if (sample == 0 || removed.IsEmpty)
        {
            return;
        }

        var random = new SplitMix64(seed, sample);
        int left = 1 + random.Next(removed.Length);

        // Knuth's selection sampling: each subset of that size is as likely as any other.
        for (int player = 0; player < removed.Length; player++)
        {
            if (random.Next(removed.Length - player) < left)
            {
                removed[player] = true;
                left--;
            }
        }
    }

    /// <summary>Writes 1 for a player who is in and 0 for one who is out, and the weight of each sample.</summary>
    /// <param name="seed">Of the request.</param>
    /// <param name="kernelWidth">w.</param>
    /// <param name="design">[n, P].</param>
    /// <param name="weights">[n].</param>
    public static void WriteDesign(int seed, double kernelWidth, Span<double> design, Span<double> weights)
    {
        int players = design.Length / weights.Length;
        bool[] removed = new bool[players];
        for (int sample = 0; sample < weights.Length; sample++)
        {
            WriteRemoved(seed, sample, removed);
            int kept = 0;
            for (int player = 0; player < players; player++)
            {
                design[(sample * players) + player] = removed[player] ? 0 : 1;
                kept += removed[player] ? 0 : 1;
            }

            // The cosine of a 0/1 vector with k ones to the one of ones is sqrt(k / P).
            double distance = players == 0 ? 0 : 100 * (1 - Math.Sqrt((double)kept / players));
            weights[sample] = Math.Sqrt(Math.Exp(-distance * distance / (kernelWidth * kernelWidth)));
        }
    }
}
