using TextClassify.Forward;
using TextClassify.Inference.Sessions;

namespace TextClassify.Inference.Batching;

/// <summary>
/// Runs the rows of many calls together on one model. A run begins as soon as the gate has a slot, so nothing waits while the machine is
/// idle; what comes while it is not waits and goes together. README.md beside this file has the invariants.
/// </summary>
internal sealed class Batcher : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IBlockRunner _runner;
    private readonly ForwardGate _gate;
    private readonly BatchingRules _rules;
    private readonly TimeProvider _time;
    private readonly BatchMeter _meter;
    private readonly Func<bool> _othersWait;
    private readonly LinkedList<BatchCall> _calls = [];
    private readonly LaneQueue[] _lanes;
    private readonly int[] _pumps = new int[2];
    private readonly Speed[] _speeds = [new(), new()];
    private readonly ITimer _timer;
    private readonly int[] _waitingCalls = new int[2];
    private readonly long[] _waitingTokens = new long[2];
    private long _nextDeadline = long.MaxValue;
    private bool _disposed;

    /// <param name="runner">The model.</param>
    /// <param name="gate">Shared by all models.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="time">Measures and ends waits.</param>
    /// <param name="meter">Told of every run.</param>
    /// <param name="othersWait">Whether other work waits for this thread; null asks the thread pool.</param>
    public Batcher(
        IBlockRunner runner, ForwardGate gate, BatchingRules rules, TimeProvider time, BatchMeter meter, Func<bool>? othersWait = null)
    {
        _runner = runner;
        _gate = gate;
        _rules = rules;
        _time = time;
        _meter = meter;
        _othersWait = othersWait ?? (static () => ThreadPool.PendingWorkItemCount > 0);
        _lanes = [new LaneQueue(rules.Interactive), new LaneQueue(rules.Bulk)];
        _timer = time.CreateTimer(static state => ((Batcher)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _meter.Watch(this);
    }

    /// <summary>Calls that are not answered, those of one lane; runs on the caller's own thread are not among them.</summary>
    public int Depth(ForwardLane lane)
    {
        lock (_lock)
        {
            return _calls.Count(call => call.Terms.Lane == lane);
        }
    }

    /// <summary>How long the oldest unanswered call has been here.</summary>
    public TimeSpan OldestAge
    {
        get
        {
            lock (_lock)
            {
                return _calls.First is { } first ? _time.GetElapsedTime(first.Value.QueuedAt) : TimeSpan.Zero;
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

        return terms.Lane is ForwardLane.Interactive && IsIdle() && OwnThreadRun.Order(rows, _rules.Interactive) is { } order && _gate.TryEnter(terms.Lane)
            ? RunHere(rows, order, outputs, terms)
            : Enqueue(rows, outputs, terms, cancellationToken);
    }

    /// <summary>Calls that wait are told that the model is gone; runs under way end as they would.</summary>
    public void Dispose()
    {
        _meter.Forget(this);
        _timer.Dispose();
        Sweep(static (call, _) => call.Fail(Gone()), dispose: true);
    }

    private bool IsIdle()
    {
        lock (_lock)
        {
            if (_disposed || _waitingCalls[(int)ForwardLane.Interactive] > 0)
            {
                return false;
            }
        }

        // Others whose request waits for this very thread would wait for this run too, and could share it.
        return !_othersWait();
    }

    private Task<ForwardBatch> RunHere(IReadOnlyList<ReadOnlyMemory<int>> rows, int[] order, ForwardOutputs outputs, ForwardTerms terms)
    {
        long started = _time.GetTimestamp();
        ForwardResult[] results;
        try
        {
            results = OwnThreadRun.Run(_runner, rows, order, outputs);
        }
        finally
        {
            _gate.Exit(terms.Lane);
        }

        var compute = _time.GetElapsedTime(started);
        _meter.Ran(terms.Lane, rows.Count, Tokens(rows), rows[order[^1]].Length * (long)rows.Count, compute);
        _meter.Faulted(results);
        var fault = terms.Partial ? null : Array.Find(results, static result => result.Fault is not null)?.Fault;
        _meter.Answered(terms.Lane, fault is null ? BatchMeter.Answer : BatchMeter.Failure, TimeSpan.Zero);
        return fault is null
            ? Task.FromResult(new ForwardBatch(results, TimeSpan.Zero, compute))
            : Task.FromException<ForwardBatch>(fault);
    }

    private Task<ForwardBatch> Enqueue(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        long now = _time.GetTimestamp();
        var wait = terms.Lane is ForwardLane.Interactive ? _rules.MaxQueueTime : Timeout.InfiniteTimeSpan;
        long deadline = wait == Timeout.InfiniteTimeSpan ? long.MaxValue : now + (long)(wait.TotalSeconds * _time.TimestampFrequency);
        var call = new BatchCall(rows, outputs, terms, now, deadline) { WaitingTokens = Tokens(rows) };
        int lane = (int)terms.Lane;
        bool pump;
        lock (_lock)
        {
            if (_disposed)
            {
                return Task.FromException<ForwardBatch>(Gone());
            }

            var drain = _speeds[lane].Time(_waitingTokens[lane], _gate.Slots);
            if (_waitingCalls[0] + _waitingCalls[1] >= _rules.QueueCapacity || (wait != Timeout.InfiniteTimeSpan && drain > wait))
            {
                _meter.Answered(terms.Lane, BatchMeter.Refusal, TimeSpan.Zero);
                return Task.FromException<ForwardBatch>(new ForwardQueueFullException(_rules.QueueCapacity) { DrainTime = drain });
            }

            _waitingCalls[lane]++;
            _waitingTokens[lane] += call.WaitingTokens;
            call.Node = _calls.AddLast(call);
            _lanes[lane].Add(call);
            pump = _pumps[lane] < _gate.Slots;
            _pumps[lane] += pump ? 1 : 0;
            Arm(deadline, now);
        }

        call.Registration = cancellationToken.UnsafeRegister(static (state, token) => ((Cancelling)state!).Cancel(token), new Cancelling(this, call));
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

        return call.Answer;
    }

    /// <summary>Runs batches of a lane until nothing waits there.</summary>
    private async Task PumpAsync(ForwardLane lane)
    {
        while (true)
        {
            try
            {
                await _gate.EnterAsync(lane, admitted: true, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                Sweep(static (call, _) => call.Fail(Gone()), dispose: true);
                return;
            }

            long started = _time.GetTimestamp();
            var batch = Take(lane, started);
            if (batch is null)
            {
                _gate.Exit(lane);
                return;
            }

            var results = new ForwardResult[batch.Length];
            try
            {
                await _gate.ComputeAsync(lane, () => BatchRun.Run(_runner, Array.ConvertAll(batch, static row => row.Tokens), batch[0].Call.Outputs, results))
                    .ConfigureAwait(false);
            }
            finally
            {
                _gate.Exit(lane);
            }

            Answer(lane, batch, results, started);

            // Requests wait for this thread too; they come before the next run.
            await Task.Yield();
        }
    }

    private WaitingRow[]? Take(ForwardLane lane, long now)
    {
        if (now >= Volatile.Read(ref _nextDeadline))
        {
            Expire();
        }

        lock (_lock)
        {
            var batch = _lanes[(int)lane].Take();
            if (batch is null)
            {
                _pumps[(int)lane]--;
                return null;
            }

            foreach (var row in batch)
            {
                _waitingTokens[(int)lane] -= row.Tokens.Length;
                row.Call.Start(row.Index, now);
                _waitingCalls[(int)lane] -= row.Call.WaitingTokens == 0 ? 1 : 0;
            }

            return batch;
        }
    }

    private void Answer(ForwardLane lane, WaitingRow[] batch, ForwardResult[] results, long started)
    {
        long now = _time.GetTimestamp(), real = 0;
        var over = new List<BatchCall>(batch.Length);
        lock (_lock)
        {
            for (int row = 0; row < batch.Length; row++)
            {
                var call = batch[row].Call;
                real += batch[row].Tokens.Length;
                call.Put(batch[row].Index, results[row], now);
                if (Close(call))
                {
                    over.Add(call);
                }
            }

            _speeds[(int)lane].Add(real, _time.GetElapsedTime(started, now));
        }

        _meter.Ran(lane, batch.Length, real, batch.Length * (long)batch[^1].Tokens.Length, _time.GetElapsedTime(started, now));
        _meter.Faulted(results);
        Finish(over);
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
            if (!Close(call))
            {
                return;
            }
        }

        Finish([call]);
    }

    private void Expire() => Sweep(
        static (call, now) =>
        {
            if (call.Deadline <= now.Timestamp && !call.IsDead && call.WaitingTokens > 0)
            {
                call.Fail(new ForwardDeadlineException(now.Time.GetElapsedTime(call.QueuedAt, call.Deadline)));
            }
        },
        dispose: false);

    /// <summary>Looks at every call, answers those that are over, and sets the timer for the rest.</summary>
    private void Sweep(Action<BatchCall, (long Timestamp, TimeProvider Time)> look, bool dispose)
    {
        var over = new List<BatchCall>();
        lock (_lock)
        {
            _disposed |= dispose;
            _nextDeadline = long.MaxValue;
            long now = _time.GetTimestamp();
            for (var node = _calls.First; node is not null;)
            {
                var call = node.Value;
                node = node.Next;
                look(call, (now, _time));
                if (Close(call))
                {
                    over.Add(call);
                }
                else if (call.Deadline > now)
                {
                    Arm(call.Deadline, now);
                }
            }
        }

        Finish(over);
    }

    /// <summary>Takes a call that is over out; true once.</summary>
    private bool Close(BatchCall call)
    {
        if (!call.IsOver || call.Node is null)
        {
            return false;
        }

        _calls.Remove(call.Node);
        call.Node = null;
        _waitingTokens[(int)call.Terms.Lane] -= call.WaitingTokens;
        _waitingCalls[(int)call.Terms.Lane] -= call.WaitingTokens > 0 ? 1 : 0;
        return true;
    }

    private void Arm(long deadline, long now)
    {
        if (deadline < _nextDeadline && !_disposed)
        {
            _nextDeadline = deadline;
            _timer.Change(_time.GetElapsedTime(now, deadline), Timeout.InfiniteTimeSpan);
        }
    }

    private void Finish(List<BatchCall> calls)
    {
        foreach (var call in calls)
        {
            var waited = call.Finish(_time);
            _meter.Answered(call.Terms.Lane, call.Outcome, waited);
        }
    }

    private static ObjectDisposedException Gone() => new(nameof(OnnxForwardPass));

    private static long Tokens(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        long tokens = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            tokens += rows[row].Length;
        }

        return tokens;
    }

    private sealed record Cancelling(Batcher Batcher, BatchCall Call)
    {
        public void Cancel(CancellationToken token) => Batcher.Cancel(Call, token);
    }
}
