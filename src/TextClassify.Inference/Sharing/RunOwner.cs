namespace TextClassify.Inference.Sharing;

/// <summary>
/// The request that runs are made for, and whose it is. It flows with the request's own code (<see cref="Current"/>), so that whatever runs
/// a model on its behalf, a search or an explainer that knows nothing of callers too, is counted as its.
/// </summary>
public abstract class RunOwner
{
    private static readonly AsyncLocal<RunOwner?> Flowing = new();

    // One a lane. Another gate than the one that made it makes its own.
    private RequestShare? _interactive;
    private RequestShare? _bulk;
    private string? _caller;

    /// <summary>Null outside of requests: what the service runs for itself is one request of one caller.</summary>
    public static RunOwner? Current => Flowing.Value;

    /// <summary>Whose request it is; requests of one caller share what the caller gets.</summary>
    public string Caller => _caller ??= NameCaller();

    /// <summary>Begins work for this request: whatever it runs, also later, is the request's.</summary>
    public TResult Begin<TResult>(Func<TResult> work) => Begin(work, static work => work());

    /// <inheritdoc cref="Begin{TResult}(Func{TResult})"/>
    public TResult Begin<TState, TResult>(TState state, Func<TState, TResult> work)
    {
        var before = Flowing.Value;
        Flowing.Value = this;
        try
        {
            return work(state);
        }
        finally
        {
            Flowing.Value = before;
        }
    }

    /// <summary>Asked once, when a run first has to wait for others, which may be after the request is over.</summary>
    protected abstract string NameCaller();

    internal ref RequestShare? ShareIn(ForwardLane lane) => ref lane is ForwardLane.Interactive ? ref _interactive : ref _bulk;
}
