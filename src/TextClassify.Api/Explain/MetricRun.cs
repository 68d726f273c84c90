using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;

namespace TextClassify.Api.Explain;

/// <summary>
/// Measures the explanations of one text. Methods of one target share a probe, so they are held against the same removals and draws.
/// </summary>
internal static class MetricRun
{
    public static async Task MeasureAsync(
        ExplainPlan plan, IForwardPass model, List<MethodRun> runs, TimeProvider time, ModelTime spent, CancellationToken cancellationToken)
    {
        var probes = new Dictionary<int, QualityProbe>();
        for (int i = 0; i < runs.Count; i++)
        {
            long started = time.GetTimestamp();
            var subject = Subject(runs[i]);
            int target = runs[i].Shown.Target;
            if (!probes.TryGetValue(target, out var probe))
            {
                probe = new QualityProbe(subject, model, plan.Quality);
                probes.Add(target, probe);
            }

            var deadline = plan.Deadline is { } wait ? Deadline.After(time, wait) : Deadline.None;
            var report = await QualityCatalog.MeasureAsync(plan.Metrics, subject, probe, deadline, cancellationToken);
            spent.Add(report.Queue, report.Compute, (long)report.ModelCalls * subject.Request.Text.Length);
            runs[i] = runs[i] with { Quality = report, QualityElapsed = time.GetElapsedTime(started) };
        }
    }

    public static IReadOnlyList<MetricResult>? Of(QualityReport? report) => report is null
        ? null
        : [.. report.Values.Select(value => new MetricResult(
            value.Metric.Name,
            value.Value,
            value.Reason,
            value.Metric.HigherIsBetter,
            value.Removal?.ToString().ToLowerInvariant(),
            value.Bins is null ? null : [.. value.Bins.Select(bin => new MetricBin(bin.Share, bin.Tokens, bin.Value))]))];

    /// <summary>
    /// The attribution shown, as if it alone had been asked for; an explanation that a metric asks for again is made whole or not at all.
    /// </summary>
    private static QualitySubject Subject(MethodRun run) => new()
    {
        Explainer = run.Method.Explainer,
        Request = run.Request with { Target = run.Shown.Target, AllTargets = false, Deadline = Deadline.None, Progress = null },
        Explanation = run.Explanation with { Attributions = [run.Shown] },
    };
}
