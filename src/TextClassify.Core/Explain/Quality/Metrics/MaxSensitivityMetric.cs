namespace TextClassify.Explain.Quality.Metrics;

/// <summary>
/// Max-sensitivity (Yeh et al. 2019): how far the scores move, at most, when every word's embedding is moved a little. An explanation that
/// never changes is perfect by it, so it means something only beside another metric.
/// </summary>
internal sealed class MaxSensitivityMetric : IQualityMetric
{
    public QualityMetricInfo Info { get; } = new(
        "max_sensitivity",
        "Largest relative change of the scores when every word's embedding moves by a random step within a small box.",
        HigherIsBetter: false,
        Removes: false);

    public long MostModelCalls(IExplainer explainer, ParameterValues parameters, ExplainSize size, QualityOptions options) =>
        CanMove(explainer) ? options.SensitivitySamples * explainer.MostModelCalls(parameters, size) : 0;

    public async Task<MetricOutcome> MeasureAsync(RankedText text, CancellationToken cancellationToken)
    {
        var subject = text.Subject;
        var probe = text.Probe;
        if (!CanMove(subject.Explainer))
        {
            return MetricOutcome.None(
                $"{subject.Explainer.Info.Name} reads {subject.Explainer.Info.Capability} from the forward graph, which takes words and "
                    + "not moved embeddings.");
        }

        if (probe.Model.Embeddings is not { } embeddings)
        {
            return MetricOutcome.None("The model has no graph that takes embeddings.");
        }

        // The class explained stays the same where the move changes the prediction.
        var request = subject.Request with { Target = subject.Attribution.Target, Foil = subject.Attribution.Foil, AllTargets = false };
        double largest = 0;
        for (int sample = 0; sample < probe.Options.SensitivitySamples; sample++)
        {
            var moved = new MovedEmbeddings(
                probe.Model, embeddings, probe.Text.Special, (float)probe.Options.SensitivityRadius, probe.Options.Seed + sample);
            var explanation = await subject.Explainer.ExplainAsync(request, moved, cancellationToken).ConfigureAwait(false);
            probe.Count(explanation);
            largest = Math.Max(largest, Sensitivity.Of(text.Scores, explanation.Scores));
        }

        return new MetricOutcome(largest);
    }

    private static bool CanMove(IExplainer explainer) => explainer.Info.Capability is null or Capabilities.Gradients;
}
