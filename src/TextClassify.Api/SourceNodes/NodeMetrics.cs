using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TextClassify.Api.Telemetry.Prometheus;
using TextClassify.Inference.Nodes;

namespace TextClassify.Api.SourceNodes;

/// <summary>
/// What becomes of questions to nodes, by the source that they are of, and which sources are left alone. Without <c>Nodes:Url</c> there are
/// no series.
/// </summary>
internal sealed partial class NodeMetrics : INodeWatch, IModelSeries
{
    private static readonly KeyValuePair<NodeEnd, string>[] Ends =
    [
        new(NodeEnd.Answered, "answered"),
        new(NodeEnd.Late, "late"),
        new(NodeEnd.Lost, "lost"),
        new(NodeEnd.Refused, "refused"),
        new(NodeEnd.LeftAlone, "left-alone"),
    ];

    private readonly Counter<long> _questions;
    private readonly Histogram<double> _duration;
    private readonly MetricStore _store;
    private readonly IModelRegistry _registry;
    private readonly NodesOptions _options;
    private readonly ILogger<NodeMetrics> _logger;
    private readonly ConcurrentDictionary<NodeKey, NodeCircuitState> _states = new();

    public NodeMetrics(
        IMeterFactory meters, MetricStore store, IModelRegistry registry, IOptions<NodesOptions> options, ILogger<NodeMetrics> logger)
    {
        (_store, _registry, _options, _logger) = (store, registry, options.Value, logger);
        var meter = meters.Create(ServiceMetrics.MeterName);
        _questions = meter.CreateCounter<long>(
            "textclassify.node.questions", "{question}", "Questions to the nodes of a source, by what came of them.");
        _duration = meter.CreateHistogram(
            "textclassify.node.duration", "s", "Wait for a node's reply, late ones among them.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Seconds });
        meter.CreateObservableGauge(
            "textclassify.node.circuit",
            () => Sources().Select(node => new Measurement<int>((int)_states.GetValueOrDefault(node), Tags(node))),
            null,
            "Whether the nodes of a source are asked: 0, by one question that tries: 1, or not: 2.");
    }

    public void Declare(ILoadedModel model)
    {
        foreach (var node in Of(model))
        {
            foreach (var (_, end) in Ends)
            {
                _questions.Add(0, [.. Tags(node), new("outcome", end)]);
            }

            _store.Declare(_duration, Tags(node));
        }
    }

    public void Asked(NodeKey node, NodeEnd outcome, TimeSpan took)
    {
        _questions.Add(1, [.. Tags(node), new("outcome", Ends[(int)outcome].Value)]);
        if (outcome is not NodeEnd.LeftAlone)
        {
            _duration.Record(took.TotalSeconds, Tags(node));
        }
    }

    public void Changed(NodeKey node, NodeCircuitState state)
    {
        _states[node] = state;
        switch (state)
        {
            case NodeCircuitState.Open:
                Log.Opened(_logger, node.Source, node.Model, node.Version, _options.LateInARow, _options.Break.TotalSeconds);
                break;
            case NodeCircuitState.HalfOpen:
                Log.Tried(_logger, node.Source, node.Model, node.Version);
                break;
            default:
                Log.Closed(_logger, node.Source, node.Model, node.Version);
                break;
        }
    }

    private IEnumerable<NodeKey> Sources() => _registry.Current.All<ICaseClassifier>().SelectMany(Of);

    private IEnumerable<NodeKey> Of(ILoadedModel model) =>
        _options.Url.Length > 0 && model is ICaseClassifier { Sources: var sources } && _options.ModelNames.Contains(model.Manifest.Name)
            ? sources.Select(source => new NodeKey(model.Manifest.Name, model.Manifest.Version, source.Name))
            : [];

    private static KeyValuePair<string, object?>[] Tags(NodeKey node) =>
        [new("model", node.Model), new("version", node.Version), new("source", node.Source)];

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1903,
            Level = LogLevel.Warning,
            Message = "The node of {Source} of {Model} {Version} was late {Times} times in a row and is not asked for {Seconds} s; cases "
                + "are answered without it.")]
        public static partial void Opened(ILogger logger, string source, string model, string version, int times, double seconds);

        [LoggerMessage(
            EventId = 1904, Level = LogLevel.Information, Message = "One question tries the node of {Source} of {Model} {Version}.")]
        public static partial void Tried(ILogger logger, string source, string model, string version);

        [LoggerMessage(
            EventId = 1905, Level = LogLevel.Information, Message = "The node of {Source} of {Model} {Version} answers again.")]
        public static partial void Closed(ILogger logger, string source, string model, string version);
    }
}
