using System.Diagnostics.Metrics;
using TextClassify.Api.Telemetry.Prometheus;

namespace TextClassify.Api.Models;

/// <summary>
/// What tells whether a version is fit to replace another: its failures and times, and how it agrees with the one that answers.
/// </summary>
internal sealed class RolloutMetrics
{
    public const string Agreed = "agreed";
    public const string Differed = "differed";
    public const string Failed = "failed";
    public const string Skipped = "skipped";

    private static readonly string[] Outcomes = [Agreed, Differed, Failed, Skipped];

    private readonly Counter<long> _texts;
    private readonly Histogram<double> _difference;
    private readonly MetricStore _store;

    public RolloutMetrics(IMeterFactory meters, MetricStore store, IModelRegistry registry)
    {
        _store = store;
        var meter = meters.Create(ServiceMetrics.MeterName);
        _texts = meter.CreateCounter<long>(
            "textclassify.shadow.texts",
            "{text}",
            "Texts that a shadow was asked too, by whether its label was the one that was answered; skipped ones came faster than it "
                + "could be asked.");
        _difference = meter.CreateHistogram(
            "textclassify.shadow.score_difference", "1", "How far the shadow's score of the answered label is from the one that was "
                + "answered.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1] });
        meter.CreateObservableGauge(
            "textclassify.model.leases", () => registry.Current.Packages.Concat(registry.Draining).Select(
                package => Leases(package, registry.Current)), "{request}",
            "Requests that have a version now, by its state: active, canary, shadow, ready or draining.");
    }

    /// <summary>Makes the series of a comparison, at zero.</summary>
    public void Declare(string model, string version, string shadow)
    {
        foreach (string outcome in Outcomes)
        {
            _texts.Add(0, [.. Tags(model, version, shadow), new("outcome", outcome)]);
        }

        _store.Declare(_difference, Tags(model, version, shadow));
    }

    public void Compared(string model, string version, string shadow, string outcome, long texts) =>
        _texts.Add(texts, [.. Tags(model, version, shadow), new("outcome", outcome)]);

    public void Difference(string model, string version, string shadow, double difference) =>
        _difference.Record(difference, Tags(model, version, shadow));

    private static KeyValuePair<string, object?>[] Tags(string model, string version, string shadow) =>
        [new("model", model), new("version", version), new("shadow", shadow)];

    private static Measurement<int> Leases(LoadedPackage package, ModelSnapshot current) =>
        new(package.Leases, new("model", package.Name), new("version", package.Version), new("state", VersionStates.Of(package, current)));
}
