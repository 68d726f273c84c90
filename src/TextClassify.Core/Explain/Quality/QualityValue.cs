namespace TextClassify.Explain.Quality;

/// <summary>What a metric says of one explanation.</summary>
public sealed record QualityValue
{
    public required QualityMetricInfo Metric { get; init; }

    /// <summary>Null when the metric has no value here; <see cref="Reason"/> says why.</summary>
    public double? Value { get; init; }

    /// <summary>One sentence; null when there is a value.</summary>
    public string? Reason { get; init; }

    /// <summary>How tokens were taken away; null for a metric that takes none.</summary>
    public RemovalRule? Removal { get; init; }

    /// <summary>The value at each bin, where the metric is a mean over bins.</summary>
    public IReadOnlyList<QualityBin>? Bins { get; init; }
}

/// <param name="Share">Of the text's tokens, above 0 and at most 1.</param>
/// <param name="Tokens">How many that is.</param>
/// <param name="Value">Of the metric there.</param>
public sealed record QualityBin(double Share, int Tokens, double Value);
