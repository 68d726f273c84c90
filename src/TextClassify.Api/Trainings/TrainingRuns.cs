using System.Threading.Channels;
using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>The trainings of this service: those that wait, run and have ended. Safe for concurrent use.</summary>
internal sealed partial class TrainingRuns(
    IOptions<TrainingOptions> options, TrainingWork work, TrainedPackages packages, TimeProvider time, ILogger<TrainingRuns> logger)
    : BackgroundService
{
    private readonly Lock _changing = new();
    private readonly Channel<TrainingRun> _queue = Channel.CreateUnbounded<TrainingRun>();
    private readonly Dictionary<string, long> _ended = TrainingStates.Ends.ToDictionary(state => state, _ => 0L);

    // The oldest first.
    private readonly List<TrainingRun> _runs = [];
    private int _coming;
    private bool _stopping;

    public TrainingOptions Options => options.Value;

    /// <summary>Those that are remembered, the oldest first.</summary>
    public IReadOnlyList<TrainingRun> All => Locked<IReadOnlyList<TrainingRun>>(() => [.. _runs]);

    /// <summary>Since the start, by <see cref="TrainingStates.Ends"/>.</summary>
    public IReadOnlyDictionary<string, long> Counts => Locked(() => new Dictionary<string, long>(_ended));

    public TrainingRun? Find(string id) => All.FirstOrDefault(run => run.Folder.Id == id);

    /// <summary>Keeps a place for a file that comes in; false where as many wait as may. <see cref="Leave"/> or <see cref="Add"/> give it
    /// back.</summary>
    public bool TryReserve()
    {
        lock (_changing)
        {
            bool fits = !_stopping && Unfinished().Count + _coming < Options.MaxConcurrent + Options.MaxQueued;
            _coming += fits ? 1 : 0;
            return fits;
        }
    }

    public void Leave() => Locked(() => --_coming);

    public TrainingRun Add(TrainingFolder folder, TrainingRequest request, string file)
    {
        TrainingRun run;
        List<TrainingRun> forgotten;
        lock (_changing)
        {
            var promised = Unfinished().Select(other => other.Describe()).Where(other => other.Name == request.Name);
            var description = new TrainingStatus
            {
                Id = folder.Id,
                Name = request.Name,
                Version = packages.NextVersion(request.Name, promised.Select(other => other.Version)),
                State = TrainingStates.Queued,
                Quick = request.Quick,
                CreatedAt = time.GetUtcNow(),
            };
            folder.Write(description);
            run = new TrainingRun(folder, request, file, description);
            _coming--;
            _runs.Add(run);
            forgotten = Forget();
        }

        forgotten.ForEach(Delete);
        if (!_queue.Writer.TryWrite(run))
        {
            End(run, TrainingEnd.Cancelled("The service is stopping."));
        }

        return run;
    }

    /// <summary>Its place in the queue stands in it too.</summary>
    public TrainingStatus Describe(TrainingRun run)
    {
        var description = run.Describe();
        return description.State != TrainingStates.Queued
            ? description
            : description with { Ahead = All.TakeWhile(other => other != run).Count(other => !TrainingStates.IsEnd(other.State)) };
    }

    /// <summary>Asks a run to end; <see cref="TrainingRun.Ended"/> tells when nothing of it runs.</summary>
    public void Cancel(TrainingRun run)
    {
        if (run.Cancel(time.GetUtcNow(), "It was cancelled."))
        {
            Settle(run);
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (Options.Enabled)
        {
            _runs.AddRange(TrainingHistory.Read(Options.Folder, time, logger));
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var run in All)
        {
            run.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Options.Enabled)
        {
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, Options.MaxConcurrent).Select(_ => WorkAsync(stoppingToken)));
        Locked(() => _stopping = true);
        _queue.Writer.Complete();
        foreach (var run in All.Where(run => run.State == TrainingStates.Queued))
        {
            End(run, TrainingEnd.Cancelled("The service stopped; send the file again."));
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var run in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                if (run.TryStart(time.GetUtcNow()))
                {
                    End(run, await work.RunAsync(run, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private void End(TrainingRun run, TrainingEnd end)
    {
        if (run.TryEnd(end.State, time.GetUtcNow(), end.Error, end.Model))
        {
            Settle(run);
        }
    }

    private void Settle(TrainingRun run)
    {
        var ended = run.Describe();
        Locked(() => ++_ended[ended.State]);
        try
        {
            run.Folder.Tidy();
            run.Folder.Write(ended);
        }
        catch (Exception exception) when (TrainingDiskException.IsOfDisk(exception))
        {
            Log.Untidy(logger, exception, ended.Id);
        }

        double seconds = Math.Round((ended.EndedAt!.Value - (ended.StartedAt ?? ended.CreatedAt)).TotalSeconds, 1);
        Log.Ended(logger, ended.Id, ended.Name, ended.Version, ended.State, seconds);
        run.Settle();
    }

    private List<TrainingRun> Unfinished() => _runs.FindAll(run => !TrainingStates.IsEnd(run.State));

    private List<TrainingRun> Forget()
    {
        var forgotten = _runs.FindAll(run => run.Ended.IsCompleted).Take(_runs.Count - Options.MaxRuns).ToList();
        _runs.RemoveAll(forgotten.Contains);
        return forgotten;
    }

    private void Delete(TrainingRun run)
    {
        try
        {
            run.Folder.Delete();
        }
        catch (Exception exception) when (TrainingDiskException.IsOfDisk(exception))
        {
            Log.Untidy(logger, exception, run.Folder.Id);
        }

        run.Dispose();
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_changing)
        {
            return read();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1802,
            Level = LogLevel.Information,
            Message = "Training {Id} of {Model} {Version}: {Outcome} after {Seconds} s.")]
        public static partial void Ended(ILogger logger, string id, string model, string version, string outcome, double seconds);

        [LoggerMessage(EventId = 1805, Level = LogLevel.Warning, Message = "Files of training {Id} could not be written or deleted.")]
        public static partial void Untidy(ILogger logger, Exception exception, string id);
    }
}
