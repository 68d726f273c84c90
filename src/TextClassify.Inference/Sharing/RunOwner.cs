using TextClassify.Forward;

namespace TextClassify.Inference.Sharing;

/// <summary>
/// The request that runs are made for, and whose it is. It flows with the request's own code (<see cref="Current"/>), so that whatever runs a model on its behalf,
/// a search or an explainer that knows nothing of callers too, is counted as its.
/// </summary>
/// <param name="caller">Whose request it is; requests of one caller share what the caller gets.</param>
public sealed class RunOwner(string caller)
{
    private static readonly AsyncLocal<RunOwner?> Flowing = new();

    // One a lane. Another gate than the one that made it makes its own.
    private readonly RequestShare?[] _shares = new RequestShare?[2];

    /// <summary>Null outside of requests: what the service runs for itself is one request of one caller.</summary>
    public static RunOwner? Current => Flowing.Value;

    public string Caller => caller;

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
