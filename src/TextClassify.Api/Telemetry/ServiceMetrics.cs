using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TextClassify.Api.Probes;
using TextClassify.Api.Telemetry.Prometheus;

namespace TextClassify.Api.Telemetry;

/// <summary>
/// What the service counts of itself. Labels are names of routes, of problem types and of loaded models, so there are as many as those.
/// </summary>
internal sealed class ServiceMetrics
{
    public const string MeterName = "TextClassify";

    private static readonly string[] Phases = ["encode", "queue", "compute", "total"];

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _finished;
    private readonly UpDownCounter<long> _inFlight;
    private readonly Counter<long> _problems;
    private readonly Counter<long> _items;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _models;
    private readonly Counter<long> _modelItems;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _modelCompute;
    private readonly MetricStore _store;
    private readonly IModelSeries[] _others;
    private readonly ConcurrentDictionary<string, long> _running = new(StringComparer.Ordinal);

    public ServiceMetrics(
        IMeterFactory meters,
        MetricStore store,
        IModelRegistry registry,
        ProbeBoard board,
        Readiness readiness,
        IEnumerable<IModelSeries> others)
    {
        (_store, _others) = (store, [.. others]);
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>(
            "textclassify.requests.accepted", "{request}", "Requests that reached their route: finished ones and those in flight.");
        _finished = meter.CreateCounter<long>(
            "textclassify.requests.finished", "{request}", "Requests by what became of them: answered, failed, cancelled.");
        _inFlight = meter.CreateUpDownCounter<long>("textclassify.requests.in_flight", "{request}", "Requests that are being answered.");
        _problems = meter.CreateCounter<long>("textclassify.problems", "{request}", "Requests answered with a problem, by its type.");
        _items = meter.CreateCounter<long>("textclassify.items", "{text}", "Texts, by whether they were answered or failed.");
        _tokens = meter.CreateCounter<long>("textclassify.input.tokens", "{token}", "Tokens of text that came in.");
        _models = meter.CreateCounter<long>("textclassify.model.requests", "{request}", "Requests by the model that took them.");
        _duration = meter.CreateHistogram(
            "textclassify.request.duration", "s", "Time of a request by phase: reading texts, waiting for the model, the model, and "
                + "all of it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Seconds });
        _modelItems = meter.CreateCounter<long>(
            "textclassify.model.items", "{text}", "Texts by the version that took them, and whether they were answered or failed.");
        _modelCompute = meter.CreateHistogram(
            "textclassify.model.compute", "s", "Time the model ran for a request, by version.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Seconds });
        meter.CreateObservableGauge(
            "textclassify.ready", () => readiness.Fault(registry.Current) is null ? 1 : 0, null, "Whether /health/ready says ok.");
        meter.CreateObservableGauge(
            "textclassify.model.info", () => registry.Current.All<ILoadedModel>().Select(Info), null, "1 for every model that is loaded.");
        meter.CreateObservableGauge(
            "textclassify.model.golden.age", () => board.Ages(registry.Current).Select(
                entry => new Measurement<double>(entry.Age, Tags(entry.Model))), "s",
            "Time since the model last classified and explained its golden text as it should.");
        meter.CreateObservableGauge(
            "textclassify.model.golden.right", () => board.Ages(registry.Current).Select(
                entry => new Measurement<int>(entry.Right ? 1 : 0, Tags(entry.Model))), null,
            "Whether the model's last answer to its golden text was right.");
    }

    /// <summary>Makes every series of the routes and the problem table, at zero.</summary>
    public void Declare(IEnumerable<Endpoint> routes)
    {
        foreach (var endpoint in routes)
        {
            if (RequestMetrics.NameOf(endpoint) is not { } route)
            {
                continue;
            }

            _accepted.Add(0, Route(route));
            _inFlight.Add(0, Route(route));
            foreach (string outcome in new[] { "answered", "failed", "cancelled" })
            {
                _finished.Add(0, Route(route), new("outcome", outcome));
            }

            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true)
            {
                _tokens.Add(0, Route(route));
                _items.Add(0, Route(route), new("outcome", "answered"));
                _items.Add(0, Route(route), new("outcome", "failed"));
                foreach (string phase in Phases)
                {
                    _store.Declare(_duration, Route(route), new("phase", phase));
                }
            }
        }

        foreach (var type in ProblemTypes.All)
        {
            _problems.Add(0, new KeyValuePair<string, object?>("type", type.Name));
        }
    }

    public void Declare(ILoadedModel model)
    {
        _models.Add(0, Tags(model));
        _modelItems.Add(0, [.. Tags(model), new("outcome", "answered")]);
        _modelItems.Add(0, [.. Tags(model), new("outcome", "failed")]);
        _store.Declare(_modelCompute, Tags(model));
        foreach (var other in _others)
        {
            other.Declare(model);
        }
    }

    /// <summary>Requests of a route that are being answered.</summary>
    public long InFlight(string route) => _running.GetValueOrDefault(route);

    public void Begin(string route)
    {
        _running.AddOrUpdate(route, 1, static (_, running) => running + 1);
        _accepted.Add(1, Route(route));
        _inFlight.Add(1, Route(route));
    }

    /// <param name="route">The name it began with.</param>
    /// <param name="outcome">answered, failed or cancelled.</param>
    /// <param name="facts">What the handler noted; the model is set when it ran one.</param>
    /// <param name="total">From the first byte to the last.</param>
    public void End(string route, string outcome, RequestFacts facts, TimeSpan total)
    {
        _running.AddOrUpdate(route, 0, static (_, running) => running - 1);
        _inFlight.Add(-1, Route(route));
        _finished.Add(1, Route(route), new("outcome", outcome));
        if (facts.Problem is { } problem)
        {
            _problems.Add(1, new KeyValuePair<string, object?>("type", problem.Name));
        }

        if (facts.Used is not { } model)
        {
            return;
        }

        _models.Add(1, Tags(model));
        _modelItems.Add(facts.Items - facts.FailedItems, [.. Tags(model), new("outcome", "answered")]);
        _modelItems.Add(facts.FailedItems, [.. Tags(model), new("outcome", "failed")]);
        if (facts.Compute is { } compute)
        {
            _modelCompute.Record(compute.TotalSeconds, Tags(model));
        }

        _tokens.Add(facts.Tokens, Route(route));
        _items.Add(facts.Items - facts.FailedItems, Route(route), new("outcome", "answered"));
        _items.Add(facts.FailedItems, Route(route), new("outcome", "failed"));
        Record(route, "encode", facts.Encode);
        Record(route, "queue", facts.Queue);
        Record(route, "compute", facts.Compute);
        Record(route, "total", total);
    }

    private void Record(string route, string phase, TimeSpan? time)
    {
        if (time is { } spent)
        {
            _duration.Record(spent.TotalSeconds, Route(route), new("phase", phase));
        }
    }

    private static Measurement<int> Info(ILoadedModel model) =>
        new(1, [.. Tags(model), new("sha256", model.Sha256[..12]), new("provider", model.Provider.Effective.ToString())]);

    private static KeyValuePair<string, object?> Route(string route) => new("route", route);

    private static KeyValuePair<string, object?>[] Tags(ILoadedModel model) =>
        [new("model", model.Manifest.Name), new("version", model.Manifest.Version)];
}
