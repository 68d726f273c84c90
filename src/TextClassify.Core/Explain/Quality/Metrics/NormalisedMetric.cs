namespace TextClassify.Explain.Quality.Metrics;

/// <summary>AOPC over every count of tokens, between the limits that any order of this text's tokens can reach (Edin et al.
/// 2025).</summary>
/// <param name="keepsHighest">True for sufficiency.</param>
internal sealed class NormalisedMetric(bool keepsHighest) : IQualityMetric
{
    public QualityMetricInfo Info { get; } = keepsHighest
        ? new(
            "naopc_sufficiency",
            "Sufficiency over every count of tokens, 0 at the best order of the tokens for this text and model and 1 at the worst. Up to "
                + $"{OrderSearch.MostTokens} tokens; above {OrderSearch.MostTokensExact} the limits are a beam search's and can be passed.",
            HigherIsBetter: false,
            Removes: true)
        : new(
            "naopc_comprehensiveness",
            "Comprehensiveness over every count of tokens, 1 at the best order of the tokens for this text and model and 0 at the "
                + $"worst: comparable across models. Up to {OrderSearch.MostTokens} tokens; above {OrderSearch.MostTokensExact} the "
                + "limits are a beam search's and can be passed.",
            HigherIsBetter: true,
            Removes: true);

    public ProbeParts Shares => ProbeParts.Limits;

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) =>
        size.Tokens > OrderSearch.MostTokens ? 0 : size.Tokens - 1L;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        if (text.Tokens > OrderSearch.MostTokens)
        {
            return MetricOutcome.None(
                $"The text has {text.Tokens} tokens; the search for its limits takes at most {OrderSearch.MostTokens}.");
        }

        // Every chain of sets but its ends, which all orders share.
        int[] counts = new int[text.Tokens - 1];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = i + 1;
        }

        double[] values = keepsHighest
            ? await text.HighestAloneAsync(counts, cancellationToken).ConfigureAwait(false)
            : await text.WithoutHighestAsync(counts, cancellationToken).ConfigureAwait(false);
        double sum = 0;
        foreach (double value in values)
        {
            sum += text.Probe.Full - value;
        }

        var limits = await text.Probe.LimitsAsync(cancellationToken).ConfigureAwait(false);
        return new MetricOutcome(limits.Normalise(sum));
    }
}
