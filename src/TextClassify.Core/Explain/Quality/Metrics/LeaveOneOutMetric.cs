namespace TextClassify.Explain.Quality.Metrics;

/// <summary>Agreement of the scores' order with that of leaving one token out.</summary>
internal sealed class LeaveOneOutMetric : IQualityMetric
{
    public QualityMetricInfo Info { get; } = new(
        "leave_one_out_tau",
        "Kendall's tau-b between the scores and how far the target's probability falls without each token alone.",
        HigherIsBetter: true,
        Removes: true);

    public ProbeParts Shares => ProbeParts.LeaveOneOut;

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) => 0;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        double[] drops = await text.Probe.LeaveOneOutAsync(cancellationToken).ConfigureAwait(false);
        return new MetricOutcome(RankCorrelation.KendallTau(text.Scores, Array.ConvertAll(drops, drop => (float)drop)));
    }
}
