namespace TextClassify.Storage.Outbox;

/// <summary>What is added up of predictions, in files beside theirs.</summary>
[Flags]
internal enum RollUps
{
    /// <summary>Nothing: the sums would be about as many as what they add up.</summary>
    None = 0,

    /// <summary>Counts and probabilities.</summary>
    Counts = 1,

    /// <summary>The shares of tokens.</summary>
    Tokens = 2,

    /// <summary>These by cohort too.</summary>
    TokensByCohort = 4,

    /// <summary>Histograms by group of callers.</summary>
    Histograms = 8,

    /// <summary>These by cohort too.</summary>
    HistogramsByCohort = 16,
}
