using TextClassify.Forward;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Lets so many runs of a lane at a time through, over all models, and so many calls wait; within a lane they go in order of arrival. A run of the
/// bulk lane computes on a thread of low priority and in a slot of its own: an interactive call never waits for one to end, the system takes
/// the core away from it.
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
    public ForwardGate(int maxConcurrentRuns, int queueCapacity, double bulkShare = InferenceOptions.DefaultBulkShare)
    {
        (Slots, _queueCapacity) = (maxConcurrentRuns, queueCapacity);
        (_interactive, _bulk) = (new Line(maxConcurrentRuns), new Line(maxConcurrentRuns));
        _quiet = new QuietThreads(maxConcurrentRuns, bulkShare);
    }

    /// <summary>Runs of a lane at the same time.</summary>
    public int Slots { get; }

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

    public static ForwardGate Create(InferenceOptions options) => new(options.EffectiveConcurrentRuns, options.QueueCapacity, options.BulkShare);

    /// <summary>Takes a slot of the lane when one is free and nobody waits; it is left by <see cref="Exit"/>.</summary>
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

    /// <summary>Completes at once when a slot is free. Each entry is left by <see cref="Exit"/>.</summary>
    /// <param name="lane">Where to wait.</param>
    /// <param name="admitted">True for the later runs of a call that has begun: they wait their turn, but are never refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The gate is gone.</exception>
    public ValueTask EnterAsync(ForwardLane lane, bool admitted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);

            // A slot is only free while nobody waits.
            var line = Of(lane);
            if (line.Free > 0)
            {
                line.Free--;
                return ValueTask.CompletedTask;
            }

            if (!admitted && _interactive.Waiting.Count + _bulk.Waiting.Count >= _queueCapacity)
            {
                throw new ForwardQueueFullException(_queueCapacity);
            }

            waiter = new Waiter(this);
            waiter.Node = line.Waiting.AddLast(waiter);
        }

        return new ValueTask(waiter.WaitAsync(cancellationToken));
    }

    /// <summary>Waits for a slot and runs there; what <paramref name="run"/> throws comes back.</summary>
    /// <param name="lane">Where to wait.</param>
    /// <param name="admitted">See <see cref="EnterAsync"/>.</param>
    /// <param name="run">The run.</param>
    /// <param name="time">Measures both.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The gate is gone.</exception>
    public async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        ForwardLane lane, bool admitted, Action run, TimeProvider time, CancellationToken cancellationToken)
    {
        long asked = time.GetTimestamp();
        await EnterAsync(lane, admitted, cancellationToken).ConfigureAwait(false);
        long entered = time.GetTimestamp();
        try
        {
            await ComputeAsync(lane, run).ConfigureAwait(false);
        }
        finally
        {
            Exit(lane);
        }

        return (time.GetElapsedTime(asked, entered), time.GetElapsedTime(entered));
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

    /// <summary>Leaves a slot, which the next in line gets.</summary>
    public void Exit(ForwardLane lane)
    {
        Waiter? next = null;
        lock (_lock)
        {
            var line = Of(lane);
            if (line.Waiting.First is { } first)
            {
                line.Waiting.Remove(first);
                next = first.Value;
            }
            else
            {
                line.Free++;
            }
        }

        next?.Done.TrySetResult();
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
            // Null once it was given a slot: then the run goes on, and its owner looks at the token.
            if (waiter.Node.List is not { } list)
            {
                return;
            }

            list.Remove(waiter.Node);
        }

        waiter.Done.TrySetCanceled(cancellationToken);
    }

    private sealed class Line(int slots)
    {
        public int Free { get; set; } = slots;

        public LinkedList<Waiter> Waiting { get; } = [];
    }

    private sealed class Waiter(ForwardGate gate)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter> Node { get; set; } = null!;

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((Waiter)state!).Cancel(token), this).ConfigureAwait(false);
            await Done.Task.ConfigureAwait(false);
        }

        private void Cancel(CancellationToken token) => gate.Cancel(this, token);
    }
}
