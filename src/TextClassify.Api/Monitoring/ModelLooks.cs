using TextClassify.Api.Memory;
using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>
/// Looks at each model that answers and was recorded, once in a while, so that alarms come to those who don't ask. The level of a look is
/// what the false alarms of a month leave for each: as windows overlap, they are fewer.
/// </summary>
internal sealed partial class ModelLooks(
    PredictionMemory memory,
    PredictionQuestions questions,
    IModelRegistry registry,
    ModelHealth health,
    TimeProvider time,
    ILogger<ModelLooks> logger)
    : BackgroundService
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>The level of one look.</summary>
    public static double AlphaOf(MemoryOptions options) => Math.Clamp(options.AlarmsPerMonth * (options.WatchInterval / Month), 1e-6, 0.05);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - memory.Options.WatchWindow;
        double alpha = AlphaOf(memory.Options);
        string[] names = [.. registry.Current.All<ITextClassifier>().Select(model => model.Manifest.Name).Distinct()];
        health.Keep(names);
        foreach (string name in names)
        {
            string? version = registry.Current.ActiveVersion(name);
            var looked = await questions.AskAsync(
                ask =>
                {
                    var quality = QualityReport.Of(
                        ask, new QualityQuery { Model = name, Version = version, From = since }, registry, memory.Options.AlarmsPerMonth);
                    return quality.Fails(out var problem, out var report) ? problem
                        : report.All.Predictions == 0 ? new ModelHealth.Look([], report.All, report.LabelAlarm)
                        : DriftReport.Of(ask, new DriftQuery { Model = name, Version = version, From = since }, registry, alpha)
                            .Fails(out _, out var drift) ? new ModelHealth.Look([], report.All, report.LabelAlarm)
                        : Outcome.Of(new ModelHealth.Look(drift.Signals, report.All, report.LabelAlarm));
                },
                cancellationToken);
            if (!looked.Fails(out _, out var look))
            {
                Note(name, look);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (memory.Store is null || memory.Options.WatchInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(memory.Options.WatchInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.Failed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private void Note(string name, ModelHealth.Look look)
    {
        health.Note(name, look);
        foreach (var signal in look.Signals.Where(signal => signal.Alarm))
        {
            Log.Drifts(logger, name, signal.Signal, signal.Effect, signal.Q ?? 1);
        }

        if (look.LabelAlarm is { Alarm: true } alarm)
        {
            Log.LessRight(logger, name, alarm.Expected, alarm.After ?? 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1721,
            Level = LogLevel.Warning,
            Message = "{Model} drifts: {Signal} differs by {Effect} from its development texts, q {Q}.")]
        public static partial void Drifts(ILogger logger, string model, string signal, double effect, double q);

        [LoggerMessage(
            EventId = 1723,
            Level = LogLevel.Warning,
            Message = "{Model} is less often right than its package promises ({Expected}), as {Labels} labels say.")]
        public static partial void LessRight(ILogger logger, string model, double expected, long labels);

        [LoggerMessage(EventId = 1722, Level = LogLevel.Error, Message = "A look for drift failed.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
