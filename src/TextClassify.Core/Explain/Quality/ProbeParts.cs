namespace TextClassify.Explain.Quality;

/// <summary>What a <see cref="QualityProbe"/> runs once for all metrics and methods that read it.</summary>
[Flags]
internal enum ProbeParts
{
    None = 0,

    /// <summary>The text without each token.</summary>
    LeaveOneOut = 1,

    /// <summary>The text without random sets of tokens.</summary>
    Subsets = 2,

    /// <summary>The search for the best and the worst order.</summary>
    Limits = 4,
}
