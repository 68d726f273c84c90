namespace TextClassify.Explain.Quality;

/// <summary>Measures an explanation. Stateless.</summary>
internal interface IQualityMetric
{
    QualityMetricInfo Info { get; }

    /// <summary>What it reads that explanations of the same text and target share.</summary>
    ProbeParts Shares => ProbeParts.None;

    /// <summary>The most model calls it makes for one explanation, beside those that are shared.</summary>
    /// <param name="explainer">The method measured.</param>
    /// <param name="parameters">The method's.</param>
    /// <param name="size">Of the text and the model; one target, since one attribution is measured.</param>
    /// <param name="options">How it is measured.</param>
    long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options);

    /// <param name="text">The explanation and what it shares with others of its text.</param>
    /// <param name="cancellationToken">Seen between blocks of model runs.</param>
    Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken);
}

/// <param name="Value">NaN where the metric is not defined for these scores.</param>
/// <param name="Bins">For a mean over bins.</param>
/// <param name="Unavailable">One sentence where the metric can't be measured on this text, model or method.</param>
internal readonly record struct MetricOutcome(double Value, IReadOnlyList<QualityBin>? Bins = null, string? Unavailable = null)
{
    public static MetricOutcome None(string reason) => new(double.NaN, Unavailable: reason);
}
