using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>One training. Safe for concurrent use.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int MostLogLines = 20;
    private const int MostLineLength = 300;

    private readonly Lock _changing = new();
    private readonly Queue<string> _log = [];
    private readonly CancellationTokenSource _cancelled = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TrainingProgressReader _progress;
    private TrainingStatus _description;

    public TrainingRun(TrainingFolder folder, TrainingRequest? request, string file, TrainingStatus description)
    {
        (Folder, Request, File, _description) = (folder, request, file, description);
        _progress = new TrainingProgressReader(folder.Progress);
        if (TrainingStates.IsEnd(description.State))
        {
            _ended.SetResult();
        }
    }

    public TrainingFolder Folder { get; }

    /// <summary>Null of one that ended before this service started.</summary>
    public TrainingRequest? Request { get; }

    /// <summary>The rows.</summary>
    public string File { get; }

    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Ends when it has, and nothing of it runs any more.</summary>
    public Task Ended => _ended.Task;

    public string State => Describe().State;

    /// <summary>Where it stands by now, with the last lines of its log.</summary>
    public TrainingStatus Describe()
    {
        lock (_changing)
        {
            Look();
            return TrainingStates.IsEnd(_description.State) ? _description : _description with { Log = [.. _log] };
        }
    }

    /// <summary>False where it was cancelled while it waited.</summary>
    public bool TryStart(DateTimeOffset now)
    {
        lock (_changing)
        {
            bool starts = _description.State == TrainingStates.Queued;
            if (starts)
            {
                _description = _description with { State = TrainingStates.Running, StartedAt = now };
            }

            return starts;
        }
    }

    public void Apply(TrainingLine line)
    {
        lock (_changing)
        {
            Look();
            _description = Clean(line.Change(_description));
        }
    }

    /// <summary>A line that the program wrote for people.</summary>
    public void Write(string line)
    {
        string shown = Clean(line.TrimEnd());
        lock (_changing)
        {
            _log.Enqueue(shown.Length > MostLineLength ? shown[..MostLineLength] + "…" : shown);
            if (_log.Count > MostLogLines)
            {
                _log.Dequeue();
            }
        }
    }

    /// <summary>Asks it to end; one that waits has ended with that.</summary>
    public bool Cancel(DateTimeOffset now, string reason)
    {
        bool waited;
        lock (_changing)
        {
            if (TrainingStates.IsEnd(_description.State))
            {
                return false;
            }

            waited = _description.State == TrainingStates.Queued && TryEnd(TrainingStates.Cancelled, now, reason, null);
        }

        _cancelled.Cancel();
        return waited;
    }

    /// <summary>False where it had ended already.</summary>
    public bool TryEnd(string state, DateTimeOffset now, string? error, ModelReference? model)
    {
        lock (_changing)
        {
            if (TrainingStates.IsEnd(_description.State))
            {
                return false;
            }

            Look();
            _description = _description with
            {
                State = state,
                Stage = null,
                EndedAt = now,
                Error = state == TrainingStates.Succeeded ? null : error ?? _description.Error,
                Model = model,
                Log = [.. _log],
            };
        }

        return true;
    }

    /// <summary>Lets those go on who wait for the end.</summary>
    public void Settle() => _ended.TrySetResult();

    public void Dispose() => _cancelled.Dispose();

    private void Look()
    {
        if (_description.State == TrainingStates.Running)
        {
            foreach (var line in _progress.Read())
            {
                _description = Clean(line.Change(_description));
            }
        }
    }

    private TrainingStatus Clean(TrainingStatus description) =>
        description.Error is { } error ? description with { Error = Clean(error) } : description;

    /// <summary>Where the service keeps its files is none of the caller's business; the file's own name is.</summary>
    private string Clean(string words) => words.Replace(Folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
