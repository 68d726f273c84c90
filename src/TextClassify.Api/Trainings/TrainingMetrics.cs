using System.Diagnostics.Metrics;
using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>What became of trainings, and those that have not ended.</summary>
internal sealed class TrainingMetrics
{
    private static readonly string[] Unfinished = [TrainingStates.Queued, TrainingStates.Running];

    public TrainingMetrics(IMeterFactory meters, TrainingRuns runs)
    {
        var meter = meters.Create(ServiceMetrics.MeterName);
        meter.CreateObservableCounter(
            "textclassify.trainings",
            () => runs.Counts.Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>("outcome", count.Key))),
            "{training}",
            "Trainings that callers asked for, by how they ended.");
        meter.CreateObservableGauge("textclassify.trainings.unfinished", () => Count(runs), "{training}", "Trainings that wait or run.");
    }

    private static IEnumerable<Measurement<int>> Count(TrainingRuns runs)
    {
        string[] states = [.. runs.All.Select(run => run.State)];
        return Unfinished.Select(
            state => new Measurement<int>(states.Count(other => other == state), new KeyValuePair<string, object?>("state", state)));
    }
}
