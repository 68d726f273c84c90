namespace TextClassify.Explain.Quality;

/// <summary>The number that faithfulness is read from, whatever output the scores explain.</summary>
internal readonly record struct TargetProbability(Contrast Contrast, double Temperature, bool Independent = false)
{
    /// <summary>
    /// The target's probability after temperature; with a foil, among the two. In double: near 1 the drops of single tokens are below
    /// float's last digit.
    /// </summary>
    public double Of(ReadOnlySpan<float> logits)
    {
        if (Independent && Contrast.Foil is null)
        {
            return 1 / (1 + Math.Exp(-logits[Contrast.Target] / Temperature));
        }

        double others = 0;
        for (int label = 0; label < logits.Length; label++)
        {
            if (label != Contrast.Target && (Contrast.Foil is not { } foil || label == foil))
            {
                others += Math.Exp(((double)logits[label] - logits[Contrast.Target]) / Temperature);
            }
        }

        return 1 / (1 + others);
    }
}
