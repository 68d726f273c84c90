namespace TextClassify.Monitoring;

/// <summary>
/// Which predictions are worth a label, and what accuracy follows from those that got one. Each has a rank, its chance (a uniform number of
/// its own) over its weight; the lowest ranks come first. However many were labelled in that order, each had the known chance
/// weight x (rank of the first that was not), and weighting by 1 over it is unbiased (priority sampling: Duffield, Lund and Thorup 2007).
/// </summary>
public static class LabelSample
{
    /// <summary>Of the weight, what every prediction has: what looks sure is looked at too.</summary>
    public const double Uniform = 0.2;

    /// <summary>Over the rest, by how little the predicted label's probability is above a half.</summary>
    public static double WeightOf(double confidence) => Uniform + ((1 - Uniform) * Math.Min(1, 2 * (1 - confidence)));

    /// <summary>With which chance something of this weight was among those below a rank.</summary>
    /// <param name="weight">Its weight.</param>
    /// <param name="past">The rank of the first behind them; null where there is none.</param>
    public static double ChanceOf(double weight, double? past) => past is { } rank ? Math.Min(1, weight * rank) : 1;

    /// <summary>
    /// The mean probability of the predicted labels, and by how much the labels say that it misleads. Null without labels.
    /// </summary>
    /// <param name="labels">All that were drawn.</param>
    /// <param name="count">Predictions, labelled or not.</param>
    /// <param name="confidence">Sum of the predicted labels' probabilities over all of these.</param>
    public static Band? Accuracy(IReadOnlyList<SampledLabel> labels, long count, double confidence)
    {
        if (labels.Count == 0)
        {
            return null;
        }

        double sum = confidence, variance = 0;
        foreach (var (chance, predicted, right) in labels)
        {
            double off = (right ? 1 : 0) - predicted;
            sum += off / chance;
            variance += (1 - chance) / (chance * chance) * off * off;
        }

        return Band.OfShare(sum / count, Math.Sqrt(variance) / count);
    }
}
