namespace TextClassify.Monitoring;

/// <summary>Accuracy of a window: from probabilities alone, from labels alone, from both. Null where there is nothing to tell of.</summary>
public static class AccuracyEstimates
{
    /// <summary>
    /// The mean probability of what was predicted: what accuracy is where probabilities are calibrated (Garg et al. 2022 tell what
    /// to do where they are not). The band has the chance of the window (Poisson-binomial) and the error of the reference on which they
    /// were calibrated: with 872 development rows that alone is 2.2 points at 88 %. It can't see that the meaning of labels changed.
    /// </summary>
    /// <param name="sums">Of the window.</param>
    /// <param name="reference">Accuracy on the reference.</param>
    /// <param name="referenceRows">Its rows; 0 where it is not known, and then the band has the window's chance alone.</param>
    public static Band? Estimated(in AccuracySums sums, double reference, long referenceRows)
    {
        if (sums.Count == 0)
        {
            return null;
        }

        double mean = sums.Confidence / sums.Count;
        double chance = Math.Max(0, sums.Confidence - sums.Squares) / sums.Count / sums.Count;
        double calibration = referenceRows > 0 ? reference * (1 - reference) / referenceRows : 0;
        return Band.OfShare(mean, Math.Sqrt(chance + calibration));
    }

    /// <summary>The share of the labelled that are right, with Wilson's interval (1927).</summary>
    public static Band? Labelled(in AccuracySums sums) => sums.Labelled == 0 ? null : Band.Wilson(sums.Right, sums.Labelled);

    /// <summary>
    /// PPI++ (Angelopoulos, Duchi and Zrnic 2023): labels correct the mean probability of the unlabelled, with the weight that makes the
    /// variance least. Unbiased whatever the probabilities are worth, as long as the labelled are a fair sample of the window; from 2
    /// labels up.
    /// </summary>
    public static Band? Fused(in AccuracySums sums)
    {
        double n = sums.Labelled, m = sums.Count - sums.Labelled;
        if (n < 2)
        {
            return null;
        }

        double y = sums.Right / n, f = sums.LabelledConfidence / n;
        if (m < 2)
        {
            return Labelled(sums);
        }

        double unlabelled = (sums.Confidence - sums.LabelledConfidence) / m;
        double varY = Unbiased(sums.Right, sums.Right, n), varF = Unbiased(sums.LabelledSquares, sums.LabelledConfidence, n);
        double varM = Unbiased(sums.Squares - sums.LabelledSquares, sums.Confidence - sums.LabelledConfidence, m);
        double covariance = (sums.RightConfidence - (n * y * f)) / (n - 1);
        double spread = (varF / n) + (varM / m);
        double weight = spread > 0 ? Math.Clamp(covariance / n / spread, 0, 1) : 0;
        double value = y + (weight * (unlabelled - f));
        double variance = ((varY - (2 * weight * covariance) + (weight * weight * varF)) / n) + (weight * weight * varM / m);

        // A few labels that are all right, or all wrong, have no variance of their own; Wilson's interval knows better.
        var labels = Labelled(sums)!.Value;
        return varY > 0
            ? Band.OfShare(value, Math.Sqrt(Math.Max(0, variance)))
            : labels with { Value = Math.Clamp(value, labels.Lower, labels.Upper) };
    }

    private static double Unbiased(double squares, double sum, double count) =>
        Math.Max(0, squares - (sum * sum / count)) / (count - 1);
}
