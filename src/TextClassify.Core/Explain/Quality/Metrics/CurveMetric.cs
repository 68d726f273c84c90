namespace TextClassify.Explain.Quality.Metrics;

/// <summary>Area under the deletion or insertion curve (Petsiuk et al. 2018).</summary>
/// <param name="inserts">True when the highest tokens come first into an empty text, instead of leaving the full one.</param>
internal sealed class CurveMetric(bool inserts) : IQualityMetric
{
    public QualityMetricInfo Info { get; } = inserts
        ? new(
            "insertion_auc",
            "Area under the target's probability as tokens come into an empty text, the highest first.",
            HigherIsBetter: true,
            Removes: true)
        : new(
            "deletion_auc",
            "Area under the target's probability as tokens leave the text, the highest first.",
            HigherIsBetter: false,
            Removes: true);

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) =>
        1L + Math.Min(size.Tokens, options.CurveSteps);

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        int[] counts = Faithfulness.CurveCounts(text.Tokens, text.Probe.Options.CurveSteps);
        double[] values = inserts
            ? await text.HighestAloneAsync(counts, cancellationToken).ConfigureAwait(false)
            : await text.WithoutHighestAsync(counts, cancellationToken).ConfigureAwait(false);
        return new MetricOutcome(Faithfulness.AreaUnder(counts, values));
    }
}
