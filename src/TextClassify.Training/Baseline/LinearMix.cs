namespace TextClassify.Training.Baseline;

/// <summary>
/// How a net's own logits and the linear term's are added. Both were fitted alone: a net that learned behind the term would find little
/// left to learn on the rows that the term was fitted on.
/// </summary>
/// <param name="Net">What the net's are multiplied by.</param>
/// <param name="Linear">What the term's are multiplied by.</param>
internal sealed record LinearMix(double Net, double Linear)
{
    /// <summary>What is taken where the rows don't determine another: the mean.</summary>
    public static readonly LinearMix Even = new(0.5, 0.5);

    // The net's epoch was chosen on the same rows, so few of them speak for it too well: on 99 of trec it was to stand alone, by four nats,
    // and had 82.5 % of 1,000 others right where the mean has 84.2.
    private const int LeastRows = 300;

    // Half the 99 % quantile of chi squared with one degree of freedom (Wilks 1938).
    private const double Drop = 6.634897 / 2;

    private static readonly double[] Shares = [0.25, 0.75, 1];

    /// <summary>
    /// The shares with the least cross-entropy, each at its own temperature, on rows that neither was fitted on; even ones where a
    /// likelihood ratio test doesn't refuse them, or where the rows are few.
    /// </summary>
    public static LinearMix Choose(LabelledLogits net, float[] linear)
    {
        var best = Even;
        if (net.Rows < LeastRows)
        {
            return best;
        }

        double least = LossOf(Even) - (Drop / net.Rows);
        foreach (double share in Shares)
        {
            var mix = new LinearMix(share, 1 - share);
            double loss = LossOf(mix);
            if (loss < least)
            {
                (best, least) = (mix, loss);
            }
        }

        return best;

        double LossOf(LinearMix mix)
        {
            var sum = mix.Add(net, linear);
            return TemperatureScaling.Loss(sum, TemperatureScaling.Fit(sum));
        }
    }

    /// <param name="net">Of the net.</param>
    /// <param name="linear">[rows, C].</param>
    public LabelledLogits Add(LabelledLogits net, float[] linear) =>
        net with { Logits = [.. net.Logits.Zip(linear, (own, other) => (float)((Net * own) + (Linear * other)))] };
}
