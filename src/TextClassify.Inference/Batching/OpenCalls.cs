namespace TextClassify.Inference.Batching;

/// <summary>
/// The calls of one batcher that are taken in and not answered: what of them waits, and when the first of them may wait no longer.
/// Guarded by the batcher's lock, but for <see cref="AnyLate"/>.
/// </summary>
internal sealed class OpenCalls : IDisposable
{
    private readonly LinkedList<BatchCall> _calls = [];
    private readonly int[] _waitingCalls = new int[2];
    private readonly long[] _waitingTokens = new long[2];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _nextDeadline = long.MaxValue;

    /// <param name="time">Ends waits.</param>
    /// <param name="late">Called, outside the lock, when a call may wait no longer.</param>
    public OpenCalls(TimeProvider time, Action late)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Action)state!)(), late, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls with rows that have not begun, both lanes together.</summary>
    public int Waiting => _waitingCalls[0] + _waitingCalls[1];

    public TimeSpan OldestAge => _calls.First is { } first ? _time.GetElapsedTime(first.Value.QueuedAt) : TimeSpan.Zero;

    /// <summary>Whether a call has waited its time; may be asked without the lock.</summary>
    public bool AnyLate(long now) => now >= Volatile.Read(ref _nextDeadline);

    public int Count(ForwardLane lane) => _calls.Count(call => call.Terms.Lane == lane);

    public bool AnyWaits(ForwardLane lane) => _waitingCalls[(int)lane] > 0;

    public long WaitingTokens(ForwardLane lane) => _waitingTokens[(int)lane];

    public void Add(BatchCall call, long now)
    {
        _waitingCalls[(int)call.Terms.Lane]++;
        _waitingTokens[(int)call.Terms.Lane] += call.WaitingTokens;
        call.Node = _calls.AddLast(call);
        Arm(call.Deadline, now);
    }

    public void Start(WaitingRow row, long now)
    {
        int lane = (int)row.Call.Terms.Lane;
        _waitingTokens[lane] -= row.Tokens.Length;
        row.Call.Start(row.Index, now);
        _waitingCalls[lane] -= row.Call.WaitingTokens == 0 ? 1 : 0;
    }

    /// <summary>Takes a call that is over out; true once.</summary>
    public bool Close(BatchCall call)
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

    /// <summary>Gives up what may wait no longer.</summary>
    /// <returns>Calls to answer.</returns>
    public List<BatchCall> Expire()
    {
        long now = _time.GetTimestamp();
        return Sweep(now, call =>
        {
            if (call.Deadline <= now && !call.IsDead && call.WaitingTokens > 0)
            {
                call.Expire(_time);
            }
        });
    }

    /// <summary>Fails every call, or those of one lane; those with rows in a run are answered when it ends.</summary>
    /// <returns>Calls to answer.</returns>
    public List<BatchCall> FailAll(Exception failure, ForwardLane? lane = null) => Sweep(_time.GetTimestamp(), call =>
    {
        if (lane is null || call.Terms.Lane == lane)
        {
            call.Fail(failure);
        }
    });

    public void Dispose() => _timer.Dispose();

    /// <summary>Looks at every call, takes out those that are over, and sets the timer for the rest.</summary>
    private List<BatchCall> Sweep(long now, Action<BatchCall> look)
    {
        var over = new List<BatchCall>();
        _nextDeadline = long.MaxValue;
        for (var node = _calls.First; node is not null;)
        {
            var call = node.Value;
            node = node.Next;
            look(call);
            if (Close(call))
            {
                over.Add(call);
            }
            else if (!call.IsDead && call.Deadline > now)
            {
                Arm(call.Deadline, now);
            }
        }

        return over;
    }

    private void Arm(long deadline, long now)
    {
        if (deadline < _nextDeadline)
        {
            _nextDeadline = deadline;
            _timer.Change(_time.GetElapsedTime(now, deadline), Timeout.InfiniteTimeSpan);
        }
    }
}
