using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TextClassify.Inference.Batching;

/// <summary>The instruments that the batchers of all models share. Units: seconds, rows, tokens.</summary>
internal sealed partial class BatchInstruments : IDisposable
{
    private readonly ConcurrentDictionary<Batcher, KeyValuePair<string, object?>> _watched = [];
    private readonly Meter _meter;
    private readonly ILogger _logger;

    /// <param name="meters">Null makes a meter that no host owns.</param>
    /// <param name="logger">Told why a row failed.</param>
    public BatchInstruments(IMeterFactory? meters, ILogger logger)
    {
        _logger = logger;
        _meter = meters?.Create(BatchMeter.Name) ?? new Meter(BatchMeter.Name);
        Rows = _meter.CreateHistogram<int>("textclassify.batch.rows", "{row}", "Rows of a run.");
        Padding = _meter.CreateHistogram<double>("textclassify.batch.padding_ratio", "1", "Padded tokens over real ones, a run.");
        Tokens = _meter.CreateCounter<long>("textclassify.batch.tokens", "{token}", "Tokens that were run, real ones and with padding.");
        Calls = _meter.CreateCounter<long>("textclassify.batch.calls", "{call}", "Calls of the model by what became of them.");
        Phase = _meter.CreateHistogram<double>("textclassify.phase.duration", "s", "Wait of a call for its turn, and time of a run.");
        Faults = _meter.CreateCounter<long>("textclassify.batch.faults", "{row}", "Rows on which the model failed.");
        _meter.CreateObservableGauge("textclassify.queue.depth", Depths, "{call}", "Calls that are not answered yet.");
        _meter.CreateObservableGauge("textclassify.queue.age", Ages, "s", "Age of the oldest call that is not answered yet.");
    }

    public Histogram<int> Rows { get; }

    public Histogram<double> Padding { get; }

    public Counter<long> Tokens { get; }

    public Counter<long> Calls { get; }

    public Histogram<double> Phase { get; }

    public Counter<long> Faults { get; }

    public void Faulted(Exception fault, KeyValuePair<string, object?> model)
    {
        Faults.Add(1, model);
        Log.Faulted(_logger, fault, model.Value);
    }

    public void Watch(Batcher batcher, KeyValuePair<string, object?> model) => _watched[batcher] = model;

    public void Forget(Batcher batcher) => _watched.TryRemove(batcher, out _);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Depths() => _watched.SelectMany(static entry => new[]
    {
        new Measurement<int>(entry.Key.Depth(ForwardLane.Interactive), entry.Value, new("lane", "interactive")),
        new Measurement<int>(entry.Key.Depth(ForwardLane.Bulk), entry.Value, new("lane", "bulk")),
    });

    private IEnumerable<Measurement<double>> Ages() =>
        _watched.Select(static entry => new Measurement<double>(entry.Key.OldestAge.TotalSeconds, entry.Value));

    private static partial class Log
    {
        [LoggerMessage(11, LogLevel.Error, "A row failed on model {Model}.")]
        public static partial void Faulted(ILogger logger, Exception fault, object? model);
    }
}
