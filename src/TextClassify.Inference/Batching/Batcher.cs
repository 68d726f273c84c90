using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Batching;

/// <summary>
/// Runs the rows of many calls together on one model. A run begins as soon as a slot is free, so nothing waits while the machine is
/// idle; what comes while it is not waits and goes together. README.md beside this file has the invariants.
/// </summary>
internal sealed partial class Batcher : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IBlockRunner _runner;
    private readonly RunSlots _slots;
    private readonly OwnThreadRun _ownThread;
    private readonly Admission _admission;
    private readonly TimeProvider _time;
    private readonly BatchMeter _meter;
    private readonly Func<bool> _othersWait;
    private readonly OpenCalls _open;
    private readonly LaneQueue[] _lanes;
    private readonly LaneTurn[] _turns;
    private readonly int[] _pumps = new int[2];
    private bool _disposed;

    /// <param name="runner">The model.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="time">Measures and ends waits.</param>
    /// <param name="meter">Told of every run.</param>
    /// <param name="othersWait">Whether other work waits for this thread; null asks the thread pool.</param>
    public Batcher(
        IBlockRunner runner, RunSlots slots, BatchingRules rules, TimeProvider time, BatchMeter meter, Func<bool>? othersWait = null)
    {
        _runner = runner;
        _slots = slots;
        _ownThread = new OwnThreadRun(runner, slots, rules, time, meter);
        _time = time;
        _meter = meter;
        _othersWait = othersWait ?? (static () => ThreadPool.PendingWorkItemCount > 0);
        _lanes =
        [
            new LaneQueue(rules.Interactive, slots.Shares(ForwardLane.Interactive)),
            new LaneQueue(rules.Bulk, slots.Shares(ForwardLane.Bulk)),
        ];
        _turns = [new LaneTurn(this, ForwardLane.Interactive), new LaneTurn(this, ForwardLane.Bulk)];
        _admission = new Admission(rules, slots.Slots, time);
        _open = new OpenCalls(time, Expire);
        _meter.Watch(this);
    }

    /// <summary>Calls that are not answered, those of one lane; runs on the caller's own thread are not among them.</summary>
    public int Depth(ForwardLane lane)
    {
        lock (_lock)
        {
            return _open.Count(lane);
        }
    }

    /// <summary>How long the oldest unanswered call has been here.</summary>
    public TimeSpan OldestAge
    {
        get
        {
            lock (_lock)
            {
                return _open.OldestAge;
            }
        }
    }

    /// <summary>See <see cref="IForwardPass.RunAsync"/>; every row has a token.</summary>
    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<ForwardBatch>(cancellationToken);
        }

        if (rows.Count == 0)
        {
            return Task.FromResult(new ForwardBatch([], TimeSpan.Zero, TimeSpan.Zero));
        }

        if (terms.Deadline is { } deadline && deadline.Left(_time) == TimeSpan.Zero)
        {
            _meter.Answered(terms.Lane, BatchMeter.Expiry, TimeSpan.Zero);
            return Task.FromException<ForwardBatch>(new ForwardDeadlineException(deadline.Limit) { Deadline = deadline });
        }

        return terms.Lane is ForwardLane.Interactive && IsIdle() && _ownThread.TryRun(rows, outputs, terms) is { } answer
            ? answer
            : Enqueue(rows, outputs, terms, cancellationToken);
    }

    /// <summary>Calls that wait are told that the model is gone; runs under way end as they would.</summary>
    public void Dispose()
    {
        _meter.Forget(this);
        _open.Dispose();
        FailAll();
    }

    private bool IsIdle()
    {
        lock (_lock)
        {
            if (_disposed || _open.AnyWaits(ForwardLane.Interactive))
            {
                return false;
            }
        }

        // Others whose request waits for this very thread would wait for this run too, and could share it.
        return !_othersWait();
    }

    private Task<ForwardBatch> Enqueue(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        long now = _time.GetTimestamp();
        var share = _slots.Shares(terms.Lane).Arrive();
        var call = new BatchCall(rows, outputs, terms, now, _admission.Patience(terms.Lane, now), share);
        int lane = (int)terms.Lane;
        bool pump;
        lock (_lock)
        {
            if (_disposed)
            {
                _slots.Shares(terms.Lane).Leave(share);
                return Task.FromException<ForwardBatch>(Gone());
            }

            if (_admission.Refusal(call, _open) is { } refusal)
            {
                _slots.Shares(terms.Lane).Leave(share);
                _meter.Answered(terms.Lane, BatchMeter.Refusal, TimeSpan.Zero);
                return Task.FromException<ForwardBatch>(refusal);
            }

            _open.Add(call, now);
            _lanes[lane].Add(call, share);
            pump = _pumps[lane] < _slots.Slots + (terms.Lane is ForwardLane.Bulk ? _slots.BriefSlots : 0);
            _pumps[lane] += pump ? 1 : 0;
        }

        call.Registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((Cancelling)state!).Cancel(token), new Cancelling(this, call));
        if (call.Answer.IsCompleted)
        {
            call.Registration.Unregister();
        }

        if (pump)
        {
            // At the end of the pool's own queue: requests that are already there join the run.
            ThreadPool.UnsafeQueueUserWorkItem(
                static state => _ = state.Batcher.PumpAsync(state.Lane), (Batcher: this, terms.Lane), preferLocal: false);
        }
        else if (terms.Lane is ForwardLane.Bulk)
        {
            _slots.Look(terms.Lane);
        }

        return call.Answer;
    }

    private void Cancel(BatchCall call, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (call.IsDead)
            {
                return;
            }

            call.Cancel(cancellationToken);
            if (!_open.Close(call))
            {
                return;
            }
        }

        Finish([call]);
    }

    private void Expire()
    {
        List<BatchCall> over;
        lock (_lock)
        {
            over = _open.Expire();
        }

        Finish(over);
    }

    private void FailAll()
    {
        List<BatchCall> over;
        lock (_lock)
        {
            _disposed = true;
            over = _open.FailAll(Gone());
        }

        Finish(over);
    }

    private void Finish(List<BatchCall> calls)
    {
        foreach (var call in calls)
        {
            _slots.Shares(call.Terms.Lane).Leave(call.Share);
            var waited = call.Finish(_time);
            _meter.Answered(call.Terms.Lane, call.Outcome, waited);
        }
    }

    private RequestShare? Due(ForwardLane lane, bool brief)
    {
        lock (_lock)
        {
            return _lanes[(int)lane].Due(brief);
        }
    }

    private static ObjectDisposedException Gone() => new(nameof(Batcher));

    private sealed class LaneTurn(Batcher batcher, ForwardLane lane) : ITurn
    {
        public RequestShare? Due(bool brief) => batcher.Due(lane, brief);
    }

    private sealed record Cancelling(Batcher Batcher, BatchCall Call)
    {
        public void Cancel(CancellationToken token) => Batcher.Cancel(Call, token);
    }
}
