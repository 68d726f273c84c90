namespace TextClassify.Explain.Quality;

/// <summary>How explanations are measured.</summary>
public sealed record QualityOptions
{
    /// <summary>How tokens are taken away. The default is that of the benchmark the bins come from.</summary>
    public RemovalRule Removal { get; init; } = RemovalRule.Delete;

    /// <summary>Random subsets of the tokens that infidelity is a mean over; 1 to 10,000.</summary>
    public int InfidelitySamples { get; init; } = 64;

    /// <summary>Moved texts that max-sensitivity is the largest over, each explained anew; 1 to 1,000.</summary>
    public int SensitivitySamples { get; init; } = 10;

    /// <summary>Largest move of a coordinate of a word's embedding; above 0. The default is Captum's.</summary>
    public double SensitivityRadius { get; init; } = 0.02;

    /// <summary>Steps of the deletion and insertion curves; a shorter text has one a token.</summary>
    public int CurveSteps { get; init; } = 32;

    /// <summary>Of random subsets and moves: the same for every method of a text, so that methods are compared on the same draws.</summary>
    public int Seed { get; init; }
}
