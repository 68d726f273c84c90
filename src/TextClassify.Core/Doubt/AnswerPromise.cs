namespace TextClassify.Doubt;

/// <summary>What a package's development texts promise about its answers.</summary>
public sealed class AnswerPromise
{
    private readonly double[] _own;

    public AnswerPromise(DevelopmentScores scores)
    {
        Risk = new(scores);
        UnknownWordShare = scores.UnknownWordShare;
        _own = [.. scores.Own];
        Array.Sort(_own, static (a, b) => b.CompareTo(a));
    }

    /// <summary>From which score on it may answer.</summary>
    public SelectiveRisk Risk { get; }

    /// <inheritdoc cref="DevelopmentScores.UnknownWordShare"/>
    public double UnknownWordShare { get; }

    /// <summary>
    /// The least calibrated probability with which a label is in a set, so that a given share of the sets holds the right label, whatever
    /// the model: split conformal prediction (Vovk et al. 2005) with the least ambiguous sets (Sadinle, Lei and Wasserman 2019). The share
    /// is on average over texts like the development texts. 0, so that every label is in, where these are too few for it.
    /// </summary>
    /// <param name="coverage">The share of sets, above 0 and below 1.</param>
    public double SetThreshold(double coverage)
    {
        int rank = (int)Math.Ceiling((_own.Length + 1) * coverage);
        return rank > _own.Length ? 0 : _own[Math.Max(rank, 1) - 1];
    }
}
