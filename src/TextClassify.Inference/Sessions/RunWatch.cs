namespace TextClassify.Inference.Sessions;

/// <summary>
/// Ends runs that would not end by themselves: one that takes longer than it may, those of a load whose time is up, and what still runs
/// when the service stops. The runtime looks between the nodes of a graph, so a single node runs to its end. Safe for concurrent use;
/// watching a run allocates nothing.
/// </summary>
internal sealed class RunWatch : IDisposable
{
    /// <summary>What a run may take once the service stops: a stop waits for no graph.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Stack<WatchedRun> _idle = [];
    private readonly List<WatchedRun> _running = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _limit;
    private bool _stopping;

    /// <param name="limit">Longest time of a run.</param>
    /// <param name="time">Measures it.</param>
    public RunWatch(TimeSpan limit, TimeProvider time)
    {
        (_limit, _time) = (limit, time);
        _timer = time.CreateTimer(static watch => ((RunWatch)watch!).Look(), this, Glance, Glance);
    }

    /// <summary>Runs under way.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Watches a run until <see cref="Leave"/>.</summary>
    /// <exception cref="RunEndedException">The scope has ended.</exception>
    public WatchedRun Enter(RunScope scope)
    {
        lock (_lock)
        {
            if (scope.Ended)
            {
                throw new RunEndedException(RunEnd.Scope);
            }

            var run = _idle.TryPop(out var idle) ? idle : new WatchedRun();
            (run.Scope, run.Started, run.End) = (scope, _time.GetTimestamp(), null);
            _running.Add(run);
            return run;
        }
    }

    public void Leave(WatchedRun run)
    {
        lock (_lock)
        {
            _running.Remove(run);
            if (run.End is not null)
            {
                run.Options.Terminate = false;
            }

            run.Scope = null;
            _idle.Push(run);
        }
    }

    public void End(RunScope scope)
    {
        lock (_lock)
        {
            scope.Ended = true;
            foreach (var run in _running)
            {
                if (run.Scope == scope)
                {
                    Terminate(run, RunEnd.Scope);
                }
            }
        }
    }

    /// <summary>From now on a run may take a few seconds and no more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            _limit = _limit < Farewell ? _limit : Farewell;
        }
    }

    /// <summary>Ends what runs; later runs are not watched over, and their sessions are gone.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _stopping = true;
            _running.ForEach(static run => Terminate(run, RunEnd.Stop));
        }
    }

    private static void Terminate(WatchedRun run, RunEnd end)
    {
        run.End ??= end;
        run.Options.Terminate = true;
    }

    private void Look()
    {
        lock (_lock)
        {
            foreach (var run in _running)
            {
                if (_time.GetElapsedTime(run.Started) >= _limit)
                {
                    Terminate(run, _stopping ? RunEnd.Stop : RunEnd.Time);
                }
            }
        }
    }
}

/// <summary>One run; belongs to <see cref="RunWatch"/>, which uses it again.</summary>
internal sealed class WatchedRun
{
    public RunOptions Options { get; } = new();

    public RunScope? Scope { get; set; }

    public long Started { get; set; }

    /// <summary>Null while nobody ends it.</summary>
    public RunEnd? End { get; set; }
}

/// <summary>Runs that are ended together: those of one package.</summary>
internal sealed class RunScope(RunWatch watch)
{
    public RunWatch Watch => watch;

    /// <summary>Written under the watch's lock.</summary>
    public bool Ended { get; set; }

    /// <summary>Ends its runs, those to come as well.</summary>
    public void End() => watch.End(this);
}
