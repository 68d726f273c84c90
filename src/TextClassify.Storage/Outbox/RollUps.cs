namespace TextClassify.Storage.Outbox;

/// <summary>What is added up of a file's predictions, in files beside it.</summary>
[Flags]
internal enum RollUps
{
    /// <summary>Nothing: the sums would be about as many as what they add up.</summary>
    None = 0,

    /// <summary>Counts, probabilities and histograms.</summary>
    Predictions = 1,

    /// <summary>The shares of tokens.</summary>
    Tokens = 2,

    /// <summary>These by cohort too.</summary>
    TokensByCohort = 4,
}
