namespace TextClassify.Explain.Quality.Metrics;

/// <summary>Comprehensiveness and sufficiency over ERASER's bins (DeYoung et al. 2020): the area over the perturbation curve.</summary>
/// <param name="keepsHighest">True for sufficiency: the row has the highest tokens alone, instead of lacking them.</param>
internal sealed class BinnedMetric(bool keepsHighest) : IQualityMetric
{
    public QualityMetricInfo Info { get; } = keepsHighest
        ? new(
            "sufficiency",
            "Fall of the target's probability when only the highest 1, 5, 10, 20 and 50 % of the tokens are left, mean over the five "
                + "(AOPC).",
            HigherIsBetter: false,
            Removes: true)
        : new(
            "comprehensiveness",
            "Fall of the target's probability without the highest 1, 5, 10, 20 and 50 % of the tokens, mean over the five (AOPC).",
            HigherIsBetter: true,
            Removes: true);

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) =>
        Faithfulness.Bins.Length;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        int[] counts = new int[Faithfulness.Bins.Length];
        for (int bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] = Faithfulness.Count(Faithfulness.Bins[bin], text.Tokens);
        }

        double[] values = keepsHighest
            ? await text.HighestAloneAsync(counts, cancellationToken).ConfigureAwait(false)
            : await text.WithoutHighestAsync(counts, cancellationToken).ConfigureAwait(false);
        double full = text.Probe.Full;
        var bins = new QualityBin[counts.Length];
        for (int bin = 0; bin < bins.Length; bin++)
        {
            bins[bin] = new QualityBin(Faithfulness.Bins[bin], counts[bin], full - values[bin]);
        }

        return new MetricOutcome(Faithfulness.AreaOver(full, values), bins);
    }
}
