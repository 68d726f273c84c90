using TextClassify.Forward;
using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Lets so many runs at a time through, over all models, and so many calls wait. Within a lane they go in order of arrival; where both
/// lanes wait, each gets its share of the time.
/// </summary>
internal sealed class ForwardGate(int maxConcurrentRuns, int queueCapacity, double bulkShare = InferenceOptions.DefaultBulkShare) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _interactive = [];
    private readonly LinkedList<Waiter> _bulk = [];
    private readonly LaneShare _share = new(bulkShare);
    private int _free = maxConcurrentRuns;
    private bool _disposed;

    /// <summary>Runs at the same time.</summary>
    public int Slots { get; } = maxConcurrentRuns;

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _interactive.Count + _bulk.Count;
            }
        }
    }

    public static ForwardGate Create(InferenceOptions options) => new(options.EffectiveConcurrentRuns, options.QueueCapacity, options.BulkShare);

    /// <summary>Takes a slot when one is free and nobody waits; it is left by <see cref="Exit"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_free == 0 || _disposed)
            {
                return false;
            }

            _free--;
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
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            if (!admitted && _interactive.Count + _bulk.Count >= queueCapacity)
            {
                throw new ForwardQueueFullException(queueCapacity);
            }

            var waiting = Line(lane);
            if (waiting.Count == 0)
            {
                _share.Wake(lane);
            }

            waiter = new Waiter(this);
            waiter.Node = waiting.AddLast(waiter);
        }

        return new ValueTask(waiter.WaitAsync(cancellationToken));
    }

    /// <summary>Leaves a slot, which the next in line gets.</summary>
    /// <param name="lane">Whose run it was.</param>
    /// <param name="used">How long it took.</param>
    public void Exit(ForwardLane lane, TimeSpan used)
    {
        Waiter? next;
        lock (_lock)
        {
            _share.Charge(lane, used);
            next = Dequeue();
            if (next is null)
            {
                _free++;
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
            left = [.. _interactive, .. _bulk];
            _interactive.Clear();
            _bulk.Clear();
        }

        left.ForEach(waiter => waiter.Done.TrySetException(new ObjectDisposedException(nameof(ForwardGate))));
    }

    private LinkedList<Waiter> Line(ForwardLane lane) => lane is ForwardLane.Interactive ? _interactive : _bulk;

    private Waiter? Dequeue()
    {
        var waiting = _bulk.Count == 0 ? _interactive
            : _interactive.Count == 0 ? _bulk
            : Line(_share.Next);
        if (waiting.First is not { } first)
        {
            return null;
        }

        waiting.Remove(first);
        return first.Value;
    }

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
