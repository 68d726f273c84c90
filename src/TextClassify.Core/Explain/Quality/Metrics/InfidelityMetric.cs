namespace TextClassify.Explain.Quality.Metrics;

/// <summary>Infidelity over random subsets (Yeh et al. 2019).</summary>
/// <param name="scaled">True to fit one factor on the scores first.</param>
internal sealed class InfidelityMetric(bool scaled) : IQualityMetric
{
    public QualityMetricInfo Info { get; } = scaled
        ? new(
            "infidelity_scaled",
            "Infidelity after the one factor on the scores that makes it smallest: for scores without a unit.",
            HigherIsBetter: false,
            Removes: true)
        : new(
            "infidelity",
            "Mean square of what a random set's scores sum to minus how far the explained output falls without the set.",
            HigherIsBetter: false,
            Removes: true);

    public ProbeParts Shares => ProbeParts.Subsets;

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) => 0;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        var (removed, drops) = await text.Probe.SubsetsAsync(text.Subject.Objective, cancellationToken).ConfigureAwait(false);
        return new MetricOutcome(scaled ? Infidelity.Scaled(text.Scores, removed, drops) : Infidelity.Of(text.Scores, removed, drops));
    }
}
