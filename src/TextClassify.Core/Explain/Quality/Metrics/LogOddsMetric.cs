namespace TextClassify.Explain.Quality.Metrics;

/// <summary>Log-odds (Shrikumar et al. 2017).</summary>
internal sealed class LogOddsMetric : IQualityMetric
{
    public QualityMetricInfo Info { get; } = new(
        "log_odds",
        "ln of the target's probability without the highest 20 % of the tokens over the one with them.",
        HigherIsBetter: false,
        Removes: true);

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) => 1;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        double[] values = await text.WithoutHighestAsync(
            [Faithfulness.Count(Faithfulness.LogOddsShare, text.Tokens)], cancellationToken).ConfigureAwait(false);
        return new MetricOutcome(Faithfulness.LogOdds(text.Probe.Full, values[0]));
    }
}
