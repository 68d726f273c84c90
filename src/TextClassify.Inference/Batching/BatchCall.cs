using TextClassify.Forward;

namespace TextClassify.Inference.Batching;

/// <summary>A call that waits or runs. Everything that changes is guarded by the batcher's lock; it is answered exactly once.</summary>
internal sealed class BatchCall(IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, long queuedAt, long deadline)
{
    private readonly TaskCompletionSource<ForwardBatch> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ForwardResult[] _results = new ForwardResult[rows.Count];
    private int _unanswered = rows.Count;
    private Exception? _failure;
    private CancellationToken _cancelled;
    private long? _startedAt;
    private long _endedAt;

    public IReadOnlyList<ReadOnlyMemory<int>> Rows => rows;

    public ForwardOutputs Outputs => outputs;

    public ForwardTerms Terms => terms;

    /// <summary>Timestamp of its arrival; rows that came first are due first.</summary>
    public long QueuedAt => queuedAt;

    /// <summary>Timestamp after which no row of it may begin.</summary>
    public long Deadline => deadline;

    public Task<ForwardBatch> Answer => _answer.Task;

    /// <summary>Its place among the calls that are not answered; null before and after.</summary>
    public LinkedListNode<BatchCall>? Node { get; set; }

    public CancellationTokenRegistration Registration { get; set; }

    /// <summary>Rows in a run now.</summary>
    public int Running { get; private set; }

    /// <summary>Tokens of the rows that wait.</summary>
    public long WaitingTokens { get; set; }

    /// <summary>Nobody wants its waiting rows: it was cancelled, failed or is answered.</summary>
    public bool IsDead => _failure is not null || _cancelled.IsCancellationRequested || _unanswered == 0;

    /// <summary>Whether it may be answered; a call whose rows are being read may not.</summary>
    public bool IsOver => IsDead && Running == 0;

    public void Start(int row, long now)
    {
        WaitingTokens -= rows[row].Length;
        _startedAt ??= now;
        Running++;
    }

    public void Put(int row, ForwardResult result, long now)
    {
        Running--;
        _endedAt = now;
        if (result.Fault is { } fault && !terms.Partial)
        {
            _failure ??= fault;
        }
        else
        {
            _results[row] = result;
            _unanswered--;
        }
    }

    public void Fail(Exception failure) => _failure ??= failure;

    public void Cancel(CancellationToken cancellationToken) => _cancelled = cancellationToken;

    /// <summary>What became of it, once it is over: a word of <see cref="BatchMeter"/>.</summary>
    public string Outcome => _unanswered == 0 ? BatchMeter.Answer
        : _failure is ForwardDeadlineException ? BatchMeter.Expiry
        : _failure is not null ? BatchMeter.Failure
        : BatchMeter.Cancellation;

    /// <summary>Hands the answer over; called once, outside the lock.</summary>
    /// <returns>How long it waited for its first run; zero where it had none.</returns>
    public TimeSpan Finish(TimeProvider time)
    {
        var queue = time.GetElapsedTime(queuedAt, _startedAt ?? queuedAt);
        if (_unanswered == 0)
        {
            _answer.SetResult(new ForwardBatch(_results, queue, time.GetElapsedTime(_startedAt ?? _endedAt, _endedAt)));
        }
        else if (_failure is not null)
        {
            _answer.SetException(_failure);
        }
        else
        {
            _answer.SetCanceled(_cancelled);
        }

        Registration.Unregister();
        return queue;
    }
}
