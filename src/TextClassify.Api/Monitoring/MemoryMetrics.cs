using System.Diagnostics.Metrics;
using TextClassify.Api.Memory;

namespace TextClassify.Api.Monitoring;

/// <summary>What is recorded and what was dropped, and what the last looks found.</summary>
internal sealed class MemoryMetrics
{
    public MemoryMetrics(IMeterFactory meters, PredictionMemory memory, ModelHealth health)
    {
        var meter = meters.Create(ServiceMetrics.MeterName);
        meter.CreateObservableCounter(
            "textclassify.records", () => Records(memory), "{prediction}",
            "Predictions by what became of them: accepted is always the sum of stored, dropped and those in the queue.");
        meter.CreateObservableGauge(
            "textclassify.records.queued", () => memory.Store?.Counts.Queued ?? 0, "{prediction}", "Predictions that wait for the disk.");
        meter.CreateObservableGauge(
            "textclassify.records.unsent", () => memory.Store?.Unsent ?? 0, "{prediction}",
            "Predictions that are on this replica's disk and not in the shared database yet.");
        meter.CreateObservableGauge(
            "textclassify.database.away", () => memory.Store?.Away.TotalSeconds ?? 0, "s",
            "For how long the shared database of predictions has not been reached; 0 where it is there, or none is shared.");
        meter.CreateObservableGauge(
            "textclassify.drift.alarm",
            () => health.Looks.SelectMany(look => look.Value.Signals.Select(signal => new Measurement<int>(
                signal.Alarm ? 1 : 0, new("model", look.Key), new("signal", signal.Signal)))),
            null,
            "Whether the last look found that texts or answers differ from the model's development texts.");
        meter.CreateObservableGauge(
            "textclassify.label.alarm",
            () => health.Looks.Where(look => look.Value.LabelAlarm is not null).Select(look => new Measurement<int>(
                look.Value.LabelAlarm!.Alarm ? 1 : 0, new KeyValuePair<string, object?>("model", look.Key))),
            null,
            "Whether the labels of the last window say that the model is less often right than its package promises.");
        meter.CreateObservableGauge(
            "textclassify.drift.effect",
            () => health.Looks.SelectMany(look => look.Value.Signals.Select(signal => new Measurement<double>(
                signal.Effect, new("model", look.Key), new("signal", signal.Signal)))),
            null,
            "How far they differ, as total variation.");
        meter.CreateObservableGauge(
            "textclassify.accuracy.estimate", () => Accuracy(health), null,
            "Accuracy of the last window with the ends of its interval: from labels and probabilities where there are labels.");
        meter.CreateObservableGauge(
            "textclassify.labelled.share",
            () => health.Looks.Where(look => look.Value.Quality.Predictions > 0).Select(look => new Measurement<double>(
                look.Value.Quality.Labelled / (double)look.Value.Quality.Predictions,
                new KeyValuePair<string, object?>("model", look.Key))),
            null,
            "Share of the last window's predictions that have a label.");
    }

    private static IEnumerable<Measurement<long>> Records(PredictionMemory memory)
    {
        var counts = memory.Store?.Counts ?? default;
        return
        [
            new(counts.Accepted, new KeyValuePair<string, object?>("outcome", "accepted")),
            new(counts.Stored, new KeyValuePair<string, object?>("outcome", "stored")),
            new(counts.Dropped, new KeyValuePair<string, object?>("outcome", "dropped")),
        ];
    }

    private static IEnumerable<Measurement<double>> Accuracy(ModelHealth health) =>
        from look in health.Looks
        let quality = look.Value.Quality
        let known = quality.Fused ?? quality.Measured ?? quality.Estimated
        where known is not null
        from part in new[] { ("value", known.Value), ("lower", known.Lower), ("upper", known.Upper) }
        select new Measurement<double>(part.Item2, new("model", look.Key), new("bound", part.Item1));
}
