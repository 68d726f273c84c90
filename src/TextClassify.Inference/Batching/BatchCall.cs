using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Batching;

/// <summary>A call that waits or runs. Everything that changes is guarded by the batcher's lock; it is answered exactly once.</summary>
/// <param name="rows">At least one, each with a token.</param>
/// <param name="outputs">What the results hold.</param>
/// <param name="terms">How it waits and fails.</param>
/// <param name="queuedAt">Timestamp of its arrival.</param>
/// <param name="patience">Timestamp at which its lane lets it wait no longer.</param>
/// <param name="share">Of the request that it is made for.</param>
internal sealed class BatchCall(
    IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, long queuedAt, long patience, RequestShare share)
{
    private readonly TaskCompletionSource<ForwardBatch> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ForwardResult[] _results = new ForwardResult[rows.Count];
    private readonly int[] _waiting = First(rows.Count);
    private int _waitingRows = rows.Count;
    private int _unanswered = rows.Count;
    private Exception? _failure;
    private ForwardDeadlineException? _late;
    private CancellationToken _cancelled;
    private long? _startedAt;
    private long _endedAt;

    public IReadOnlyList<ReadOnlyMemory<int>> Rows => rows;

    public ForwardOutputs Outputs => outputs;

    public ForwardTerms Terms => terms;

    public RequestShare Share => share;

    /// <summary>Which of its rows wait in the lane, ascending.</summary>
    public ReadOnlySpan<int> Waiting => _waiting.AsSpan(0, _waitingRows);

    /// <summary>Timestamp of its arrival; rows that came first are due first.</summary>
    public long QueuedAt => queuedAt;

    /// <summary>Timestamp after which no row of it may begin.</summary>
    public long Deadline { get; } = Math.Min(patience, terms.Deadline?.Timestamp ?? long.MaxValue);

    public Task<ForwardBatch> Answer => _answer.Task;

    /// <summary>Its place among the calls that are not answered; null before and after.</summary>
    public LinkedListNode<BatchCall>? Node { get; set; }

    public CancellationTokenRegistration Registration { get; set; }

    /// <summary>Rows in a run now.</summary>
    public int Running { get; private set; }

    /// <summary>Tokens of the rows that wait.</summary>
    public long WaitingTokens { get; private set; } = TokensOf(rows);

    /// <summary>Nobody wants its waiting rows: it was cancelled, failed, came too late or is answered.</summary>
    public bool IsDead => _failure is not null || _late is not null || _cancelled.IsCancellationRequested || _unanswered == 0;

    /// <summary>Whether it may be answered; a call whose rows are being read may not.</summary>
    public bool IsOver => IsDead && Running == 0;

    public static long TokensOf(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        long tokens = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            tokens += rows[row].Length;
        }

        return tokens;
    }

    /// <summary>Takes a row out of the lane.</summary>
    /// <param name="place">In <see cref="Waiting"/>; later rows move up.</param>
    public WaitingRow Take(int place)
    {
        int row = _waiting[place];
        _waiting.AsSpan(place + 1, --_waitingRows - place).CopyTo(_waiting.AsSpan(place));
        return new WaitingRow(this, row);
    }

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

    /// <summary>Gives up the rows that wait, when they may wait no longer.</summary>
    public void Expire(TimeProvider time)
    {
        var late = Late(time.GetElapsedTime(queuedAt, Deadline));
        if (terms.Partial && _startedAt is not null)
        {
            _late = late;
        }
        else
        {
            Fail(late);
        }
    }

    private ForwardDeadlineException Late(TimeSpan waited) =>
        new(waited) { Deadline = terms.Deadline?.Timestamp <= patience ? terms.Deadline : null };

    private bool IsAnswered => _unanswered == 0 || (_late is not null && _failure is null);

    /// <summary>What became of it, once it is over: a word of <see cref="BatchMeter"/>.</summary>
    public string Outcome => IsAnswered ? BatchMeter.Answer
        : _failure is ForwardDeadlineException ? BatchMeter.Expiry
        : _failure is not null ? BatchMeter.Failure
        : BatchMeter.Cancellation;

    /// <summary>Hands the answer over; called once, outside the lock.</summary>
    /// <returns>How long it waited for its first run; zero where it had none.</returns>
    public TimeSpan Finish(TimeProvider time)
    {
        var queue = time.GetElapsedTime(queuedAt, _startedAt ?? queuedAt);
        if (IsAnswered)
        {
            if (_late is not null)
            {
                FillLate(_late);
            }

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

    private static int[] First(int count)
    {
        int[] rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        return rows;
    }

    private void FillLate(ForwardDeadlineException late)
    {
        for (int row = 0; row < _results.Length; row++)
        {
            _results[row] ??= new ForwardResult { Logits = [], Fault = late };
        }
    }
}
