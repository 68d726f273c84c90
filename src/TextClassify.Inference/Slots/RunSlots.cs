using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Slots;

/// <summary>
/// Lets so many runs of a lane at a time through, over all models, and so many calls wait; within a lane the one goes first that is due by
/// its <see cref="FairShares"/>. A run of the bulk lane computes on a thread of low priority and in a slot of its own: an interactive call
/// never waits for one to end, the system takes the core away from it.
/// </summary>
internal sealed class RunSlots : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SlotLine _interactive;
    private readonly SlotLine _bulk;
    private readonly int _queueCapacity;
    private readonly LowPriorityThreads _quiet;
    private bool _disposed;

    /// <param name="maxConcurrentRuns">In each lane.</param>
    /// <param name="queueCapacity">Calls that may wait, both lanes together.</param>
    /// <param name="bulkShare">
    /// See <see cref="InferenceOptions.BulkShare"/>. A tenth costs whoever waits for each of thousands of runs minutes on a machine whose
    /// cores are all wanted: each run waits until the system takes a core from another program.
    /// </param>
    /// <param name="briefSlots">Further bulk runs at a time, of requests that are <see cref="FairShares.IsBrief"/>.</param>
    public RunSlots(int maxConcurrentRuns, int queueCapacity, double bulkShare = InferenceOptions.EvenShare, int briefSlots = 0)
    {
        (Slots, BriefSlots, _queueCapacity) = (maxConcurrentRuns, briefSlots, queueCapacity);
        (_interactive, _bulk) = (
            new SlotLine(ForwardLane.Interactive, maxConcurrentRuns, 0), new SlotLine(ForwardLane.Bulk, maxConcurrentRuns, briefSlots));
        _quiet = new LowPriorityThreads(maxConcurrentRuns + briefSlots, bulkShare);
    }

    /// <summary>Runs of a lane at the same time, brief ones left out.</summary>
    public int Slots { get; }

    public int BriefSlots { get; }

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _interactive.Waiting.Count + _bulk.Waiting.Count;
            }
        }
    }

    /// <summary>
    /// One slot for brief runs: a run can't be interrupted, and the system shares the cores between threads in less time than one takes.
    /// </summary>
    public static RunSlots Create(InferenceOptions options) =>
        new(options.EffectiveConcurrentRuns, options.QueueCapacity, options.BulkShare, briefSlots: 1);

    /// <summary>Who is due in a lane.</summary>
    public FairShares Shares(ForwardLane lane) => Of(lane).Shares;

    /// <summary>Takes a slot of the lane when one is free and nobody waits; it is left by <see cref="Exit(ForwardLane)"/>.</summary>
    public bool TryEnter(ForwardLane lane)
    {
        lock (_lock)
        {
            var line = Of(lane);
            if (line.Free == 0 || _disposed)
            {
                return false;
            }

            line.Free--;
            return true;
        }
    }

    /// <summary>Completes at once when a slot is free. Each entry is left by <see cref="Exit(Slot)"/>.</summary>
    /// <param name="lane">Where to wait.</param>
    /// <param name="turn">What waits.</param>
    /// <param name="admitted">True for the later runs of a call that has begun: they wait their turn, but are never refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The slots are gone.</exception>
    public ValueTask<Slot> EnterAsync(ForwardLane lane, ITurn turn, bool admitted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SlotWaiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);

            // A slot is only free while nobody waits that may have it.
            var line = Of(lane);
            if (line.Free > 0)
            {
                line.Free--;
                return ValueTask.FromResult(new Slot(lane, Brief: false));
            }

            if (line.BriefFree > 0 && turn.Due(brief: true) is not null)
            {
                line.BriefFree--;
                return ValueTask.FromResult(new Slot(lane, Brief: true));
            }

            if (!admitted && _interactive.Waiting.Count + _bulk.Waiting.Count >= _queueCapacity)
            {
                throw new ForwardQueueFullException(_queueCapacity);
            }

            waiter = new SlotWaiter(this, turn);
            waiter.Node = line.Waiting.AddLast(waiter);
        }

        return new ValueTask<Slot>(waiter.WaitAsync(cancellationToken));
    }

    /// <summary>Waits for a slot and runs there; what <paramref name="run"/> throws comes back.</summary>
    /// <param name="lane">Where to wait.</param>
    /// <param name="admitted">See <see cref="EnterAsync"/>.</param>
    /// <param name="tokens">That it computes, padding included.</param>
    /// <param name="run">The run, of the request that this code runs for.</param>
    /// <param name="time">Measures both.</param>
    /// <param name="cancellationToken">Ends the wait; a run that has begun goes on.</param>
    /// <exception cref="ForwardQueueFullException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The slots are gone.</exception>
    public async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        ForwardLane lane, bool admitted, long tokens, Action run, TimeProvider time, CancellationToken cancellationToken)
    {
        long asked = time.GetTimestamp();
        var shares = Shares(lane);
        var share = shares.Arrive();
        try
        {
            var slot = await EnterAsync(lane, new OwnTurn(share, tokens), admitted, cancellationToken).ConfigureAwait(false);
            long entered = time.GetTimestamp();
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                shares.Begin(share);
                try
                {
                    await ComputeAsync(lane, run).ConfigureAwait(false);
                }
                finally
                {
                    shares.Charge(share, tokens, time.GetElapsedTime(entered));
                }
            }
            finally
            {
                Exit(slot);
            }

            return (time.GetElapsedTime(asked, entered), time.GetElapsedTime(entered));
        }
        finally
        {
            shares.Leave(share);
        }
    }

    /// <summary>Lets those who wait for a brief slot ask again: something that is brief came to wait.</summary>
    public void Look(ForwardLane lane)
    {
        SlotWaiter? next = null;
        lock (_lock)
        {
            var line = Of(lane);
            if (line.BriefFree > 0 && line.Next(brief: true) is { } found)
            {
                line.BriefFree--;
                next = found;
            }
        }

        next?.Done.TrySetResult(new Slot(lane, Brief: true));
    }

    /// <summary>Computes what has a slot: here, or on a thread of low priority for the bulk lane. What it throws comes back.</summary>
    public Task ComputeAsync(ForwardLane lane, Action run)
    {
        if (lane is ForwardLane.Bulk)
        {
            return _quiet.RunAsync(run);
        }

        run();
        return Task.CompletedTask;
    }

    /// <summary>Leaves a slot of a lane's own.</summary>
    public void Exit(ForwardLane lane) => Exit(new Slot(lane, Brief: false));

    /// <summary>Leaves a slot, which goes to whoever is due.</summary>
    public void Exit(Slot slot)
    {
        SlotWaiter? next;
        lock (_lock)
        {
            next = Of(slot.Lane).Leave(slot.Brief);
        }

        next?.Done.TrySetResult(slot);
    }

    /// <summary>Those who wait are told that it is gone; runs under way leave it as they would.</summary>
    public void Dispose()
    {
        List<SlotWaiter> left;
        lock (_lock)
        {
            _disposed = true;
            left = [.. _interactive.Waiting, .. _bulk.Waiting];
            _interactive.Waiting.Clear();
            _bulk.Waiting.Clear();
        }

        left.ForEach(waiter => waiter.Done.TrySetException(new ObjectDisposedException(nameof(RunSlots))));
        _quiet.Dispose();
    }

    private SlotLine Of(ForwardLane lane) => lane is ForwardLane.Interactive ? _interactive : _bulk;

    /// <summary>Ends a wait, unless its slot was given.</summary>
    public void Cancel(SlotWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Null once it was given a slot, which its owner leaves: the owner looks at the token before it runs.
            if (waiter.Node.List is not { } list)
            {
                return;
            }

            list.Remove(waiter.Node);
        }

        waiter.Done.TrySetCanceled(cancellationToken);
    }
}
