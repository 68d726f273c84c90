using TextClassify.Forward;

namespace TextClassify.Inference.Sharing;

/// <summary>
/// The request that runs are made for, and whose it is. It flows with the request's own code (<see cref="Current"/>), so that whatever runs a model on its behalf,
/// a search or an explainer that knows nothing of callers too, is counted as its.
/// </summary>
/// <param name="caller">
/// Says whose request it is, when a run first has to wait for others; requests of one caller share what the caller gets. It may be asked after the request is over.
/// </param>
public sealed class RunOwner(Func<string> caller)
{
    private static readonly AsyncLocal<RunOwner?> Flowing = new();

    // One a lane. Another gate than the one that made it makes its own.
    private readonly RequestShare?[] _shares = new RequestShare?[2];
    private string? _caller;

    public RunOwner(string caller)
        : this(() => caller)
    {
    }

    /// <summary>Null outside of requests: what the service runs for itself is one request of one caller.</summary>
    public static RunOwner? Current => Flowing.Value;

    public string Caller => _caller ??= caller();

    /// <summary>Begins work for this request: whatever it runs, also later, is the request's.</summary>
    public T Begin<T>(Func<T> work)
    {
        var before = Flowing.Value;
        Flowing.Value = this;
        try
        {
            return work();
        }
        finally
        {
            Flowing.Value = before;
        }
    }

    internal ref RequestShare? ShareIn(ForwardLane lane) => ref _shares[(int)lane];
}
