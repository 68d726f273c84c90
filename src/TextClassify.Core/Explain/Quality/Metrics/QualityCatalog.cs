using System.Collections.Frozen;

namespace TextClassify.Explain.Quality.Metrics;

/// <summary>The metrics of explanations this build knows, by name. Immutable.</summary>
public static class QualityCatalog
{
    private static readonly IQualityMetric[] Metrics =
    [
        new BinnedMetric(keepsHighest: false),
        new BinnedMetric(keepsHighest: true),
        new NormalisedMetric(keepsHighest: false),
        new NormalisedMetric(keepsHighest: true),
        new LogOddsMetric(),
        new CurveMetric(inserts: false),
        new CurveMetric(inserts: true),
        new InfidelityMetric(scaled: false),
        new InfidelityMetric(scaled: true),
        new MaxSensitivityMetric(),
        new LeaveOneOutMetric(),
    ];

    private static readonly FrozenDictionary<string, IQualityMetric> ByName =
        Metrics.ToFrozenDictionary(metric => metric.Info.Name, StringComparer.Ordinal);

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<QualityMetricInfo> All { get; } = Array.ConvertAll(Metrics, metric => metric.Info);

    /// <summary>Null when there is no such metric.</summary>
    public static QualityMetricInfo? Find(string name) => ByName.GetValueOrDefault(name)?.Info;

    /// <summary>The most model calls of the metrics of one text: of what the methods share once, of the rest for each method.</summary>
    /// <param name="metrics">Names that <see cref="Find"/> knows.</param>
    /// <param name="methods">Each with parameters that its <see cref="IExplainer.Bind"/> returned.</param>
    /// <param name="size">Of the text and the model.</param>
    /// <param name="options">How to measure.</param>
    public static long MostModelCalls(
        IReadOnlyList<string> metrics,
        IReadOnlyList<(IExplainer Explainer, ParameterValues Parameters)> methods,
        ExplainSize size,
        QualityOptions options)
    {
        var parts = ProbeParts.None;
        long calls = 0;
        foreach (string name in metrics)
        {
            var metric = ByName[name];
            parts |= metric.Shares;
            foreach (var (explainer, parameters) in methods)
            {
                calls += metric.MostModelCalls(explainer, parameters, size with { Targets = 1 }, options);
            }
        }

        return calls + QualityProbe.MostModelCalls(parts, size.Tokens, options);
    }

    /// <summary>Measures one explanation.</summary>
    /// <param name="metrics">Names that <see cref="Find"/> knows.</param>
    /// <param name="subject">The explanation and what it was made from.</param>
    /// <param name="model">The model explained.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellationToken">Seen between blocks of model runs.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows.</exception>
    public static Task<QualityReport> MeasureAsync(
        IReadOnlyList<string> metrics,
        QualitySubject subject,
        IForwardPass model,
        QualityOptions options,
        CancellationToken cancellationToken) =>
        MeasureAsync(metrics, subject, new QualityProbe(subject, model, options), Deadline.None, cancellationToken);

    /// <summary>As above, over a probe that other explanations of the same text and target share; its costs are counted once, for the first
    /// that needs them.</summary>
    /// <param name="metrics">Names that <see cref="Find"/> knows.</param>
    /// <param name="subject">The explanation and what it was made from.</param>
    /// <param name="probe">Of the same text, target and foil.</param>
    /// <param name="deadline">What is not measured by then has no value, and says so.</param>
    /// <param name="cancellationToken">Seen between blocks of model runs.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows.</exception>
    public static async Task<QualityReport> MeasureAsync(
        IReadOnlyList<string> metrics, QualitySubject subject, QualityProbe probe, Deadline deadline, CancellationToken cancellationToken)
    {
        if (!probe.Matches(subject))
        {
            throw new ArgumentException("The probe is of another text, target or foil.", nameof(probe));
        }

        int calls = probe.ModelCalls;
        var (queue, compute) = (probe.Queue, probe.Compute);
        var text = new RankedText(probe, subject);
        var values = new QualityValue[metrics.Count];
        using var timer = deadline.Source();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        for (int i = 0; i < values.Length; i++)
        {
            var metric = ByName[metrics[i]];
            values[i] = Describe(
                metric.Info, await InTimeAsync(metric, text, either.Token, cancellationToken).ConfigureAwait(false), probe.Options);
        }

        return new QualityReport(values, probe.ModelCalls - calls, probe.Queue - queue, probe.Compute - compute);
    }

    private static async Task<MetricOutcome> InTimeAsync(
        IQualityMetric metric, RankedText text, CancellationToken either, CancellationToken cancellationToken)
    {
        try
        {
            either.ThrowIfCancellationRequested();
            return await metric.MeasureAsync(text, either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return MetricOutcome.None("The deadline passed before it was measured.");
        }
    }

    private static QualityValue Describe(QualityMetricInfo info, MetricOutcome outcome, QualityOptions options) => new()
    {
        Metric = info,
        Value = double.IsFinite(outcome.Value) ? outcome.Value : null,
        Reason = double.IsFinite(outcome.Value)
            ? null
            : outcome.Unavailable ?? "The scores, or the model's answers, do not differ between tokens.",
        Removal = info.Removes ? options.Removal : null,
        Bins = outcome.Bins,
    };
}
