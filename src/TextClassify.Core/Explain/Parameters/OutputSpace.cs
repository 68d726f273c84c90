namespace TextClassify.Explain.Parameters;

/// <summary>The number of a text that is explained. With a foil, each is that of the target held against the foil.</summary>
public enum OutputSpace
{
    /// <summary>z[target], before temperature; against a foil, the difference of the two.</summary>
    Logit,

    /// <summary>p = softmax(z / T) of the target; against a foil, the difference of the two.</summary>
    Probability,

    /// <summary>log(p / (1 - p)) of the target; against a foil, log(p[target] / p[foil]).</summary>
    LogOdds,

    /// <summary>log p of the target; against a foil, log(p[target] / p[foil]).</summary>
    LogProbability,
}
