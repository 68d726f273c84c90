using TextClassify.Forward;
using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Lets so many runs of a lane at a time through, over all models, and so many calls wait; within a lane the one goes first that is due by its
/// <see cref="FairShares"/>. A run of the bulk lane computes on a thread of low priority and in a slot of its own: an interactive call never waits for one to end,
/// the system takes the core away from it.
/// </summary>
internal sealed class ForwardGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Line _interactive;
    private readonly Line _bulk;
    private readonly int _queueCapacity;
    private readonly QuietThreads _quiet;
    private bool _disposed;

    /// <param name="maxConcurrentRuns">In each lane.</param>
    /// <param name="queueCapacity">Calls that may wait, both lanes together.</param>
    /// <param name="bulkShare">See <see cref="InferenceOptions.BulkShare"/>.</param>
    /// <param name="briefSlots">Further bulk runs at a time, of requests that are <see cref="FairShares.IsBrief"/>.</param>
    public ForwardGate(int maxConcurrentRuns, int queueCapacity, double bulkShare = InferenceOptions.DefaultBulkShare, int briefSlots = 0)
    {
        (Slots, BriefSlots, _queueCapacity) = (maxConcurrentRuns, briefSlots, queueCapacity);
        (_interactive, _bulk) = (new Line(ForwardLane.Interactive, maxConcurrentRuns, 0), new Line(ForwardLane.Bulk, maxConcurrentRuns, briefSlots));
        _quiet = new QuietThreads(maxConcurrentRuns + briefSlots, bulkShare);
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

    /// <summary>One slot for brief runs: a run can't be interrupted, and the system shares the cores between threads in less time than one takes.</summary>
    public static ForwardGate Create(InferenceOptions options) =>
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
    /// <exception cref="ObjectDisposedException">The gate is gone.</exception>
    public ValueTask<Slot> EnterAsync(ForwardLane lane, ITurn turn, bool admitted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
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

            waiter = new Waiter(this, turn);
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
    /// <exception cref="ObjectDisposedException">The gate is gone.</exception>
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
        Waiter? next = null;
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
        Waiter? next;
        lock (_lock)
        {
            next = Of(slot.Lane).Leave(slot.Brief);
        }

        next?.Done.TrySetResult(slot);
    }

    /// <summary>Those who wait are told that it is gone; runs under way leave it as they would.</summary>
    public void Dispose()
    {
        List<Waiter> left;
        lock (_lock)
        {
            _disposed = true;
            left = [.. _interactive.Waiting, .. _bulk.Waiting];
            _interactive.Waiting.Clear();
            _bulk.Waiting.Clear();
        }

        left.ForEach(waiter => waiter.Done.TrySetException(new ObjectDisposedException(nameof(ForwardGate))));
        _quiet.Dispose();
    }

    private Line Of(ForwardLane lane) => lane is ForwardLane.Interactive ? _interactive : _bulk;

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
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

    private sealed class Line(ForwardLane lane, int slots, int briefSlots)
    {
        public FairShares Shares { get; } = new(lane);

        public int Free { get; set; } = slots;

        public int BriefFree { get; set; } = briefSlots;

        public LinkedList<Waiter> Waiting { get; } = [];

        /// <summary>Whoever gets a slot that is left; null frees it.</summary>
        public Waiter? Leave(bool brief)
        {
            if (Next(brief) is { } next)
            {
                return next;
            }

            (Free, BriefFree) = brief ? (Free, BriefFree + 1) : (Free + 1, BriefFree);
            return null;
        }

        /// <summary>Takes out whoever is due, the first come of equals. A turn that nothing waits behind any more gets an ordinary slot last, to end.</summary>
        public Waiter? Next(bool brief)
        {
            Waiter? next = null, idle = null;
            RequestShare? least = null;
            foreach (var waiter in Waiting)
            {
                if (waiter.Turn.Due(brief) is not { } due)
                {
                    idle ??= waiter;
                }
                else if (least is null || Shares.IsBefore(due, least))
                {
                    (next, least) = (waiter, due);
                }
            }

            next ??= brief ? null : idle;
            if (next is not null)
            {
                Waiting.Remove(next.Node);
            }

            return next;
        }
    }

    private sealed class Waiter(ForwardGate gate, ITurn turn)
    {
        public ITurn Turn => turn;

        public TaskCompletionSource<Slot> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter> Node { get; set; } = null!;

        public async Task<Slot> WaitAsync(CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((Waiter)state!).Cancel(token), this).ConfigureAwait(false);
            return await Done.Task.ConfigureAwait(false);
        }

        private void Cancel(CancellationToken token) => gate.Cancel(this, token);
    }
}

/// <summary>A run's place in a lane.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Brief">One that only brief requests may take.</param>
internal readonly record struct Slot(ForwardLane Lane, bool Brief);
