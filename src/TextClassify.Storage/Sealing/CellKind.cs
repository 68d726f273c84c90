namespace TextClassify.Storage.Sealing;

/// <summary>What a row of a file of sums adds up.</summary>
internal enum CellKind
{
    /// <summary>Counts and probabilities.</summary>
    Sums,

    /// <summary>By the likeliest label's probability, in bins of one width; over all bins, labels.</summary>
    Confidence,

    /// <summary>By the number of tokens.</summary>
    Length,

    /// <summary>Tokens that the vocabulary has (0) and lacks (1).</summary>
    Unknown,
}
