namespace TextClassify.Inference.Sharing;

/// <summary>
/// Says who of those that wait in a lane is due: the caller for whom least was run, and of its requests the one for which least was run.
/// That is start-time fair queueing (Goyal, Vin and Cheng 1996) in two levels, by seconds of computing. Whoever had nothing waiting begins
/// at the level of those that are served: rest earns no credit, and a newcomer is due before all that are ahead. The level rises with all
/// that is run, by an equal part of each that is open: else newcomers without end would always be due before one that is a little ahead.
/// </summary>
internal sealed class FairShares(ForwardLane lane)
{
    /// <summary>Tokens of a request up to which it need not wait for runs of others: an explanation of a sentence by most
    /// methods.</summary>
    public const int BriefTokens = 2_048;

    /// <summary>Callers that are kept; above, those that are not ahead of the level are let go, which loses nothing.</summary>
    private const int MostCallers = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallerShare> _callers = [];
    private readonly RunOwner _service = new NamedOwner("");
    private double _level;
    private long _order;
    private int _open;

    /// <summary>The share of the request that this code runs for. Something of it begins to wait, until <see cref="Leave"/>.</summary>
    public RequestShare Arrive()
    {
        var owner = RunOwner.Current ?? _service;
        lock (_lock)
        {
            ref var share = ref owner.ShareIn(lane);
            var held = share?.Home == this ? share : null;

            // While nothing of the request waited, its caller may have been let go.
            if (held is not { Open: > 0 } && CallerOf(owner.Caller) is var caller && caller != held?.Caller)
            {
                share = new RequestShare(this, caller) { Served = held?.Served ?? 0 };
            }

            share!.Caller.Tag = Math.Max(share.Caller.Tag, _level);
            share.Tag = Math.Max(share.Tag, share.Caller.Level);
            share.Open++;
            share.Caller.Open += share.Open == 1 ? 1 : 0;
            _open += share.Open == 1 && share.Caller.Open == 1 ? 1 : 0;
            return share;
        }
    }

    /// <summary>What began to wait is over.</summary>
    public void Leave(RequestShare share)
    {
        lock (_lock)
        {
            share.Open--;
            share.Caller.Open -= share.Open == 0 ? 1 : 0;
            _open -= share.Open == 0 && share.Caller.Open == 0 ? 1 : 0;
        }
    }

    /// <summary>Whether one is due before another; false when neither is.</summary>
    public bool IsBefore(RequestShare one, RequestShare other)
    {
        lock (_lock)
        {
            var (caller, others) = (one.Caller, other.Caller);
            return caller == others ? one.Tag < other.Tag
                : caller.Tag < others.Tag || (caller.Tag == others.Tag && caller.Order < others.Order);
        }
    }

    /// <summary>Whether more was run for the caller of one than for that of another, by more than so much.</summary>
    public bool IsAhead(RequestShare one, RequestShare other, TimeSpan by)
    {
        lock (_lock)
        {
            return one.Caller.Tag > other.Caller.Tag + by.TotalSeconds;
        }
    }

    /// <summary>Whether a request is brief, still, with so many tokens more.</summary>
    public bool IsBrief(RequestShare share, long tokens)
    {
        lock (_lock)
        {
            return share.Served + tokens <= BriefTokens;
        }
    }

    /// <summary>Notes that whoever was due begins to run: whoever comes now begins at its level.</summary>
    public void Begin(RequestShare share)
    {
        lock (_lock)
        {
            _level = Math.Max(_level, share.Caller.Tag);
            share.Caller.Level = Math.Max(share.Caller.Level, share.Tag);
        }
    }

    /// <summary>Notes what was run for a request: its tokens, and what they cost.</summary>
    public void Charge(RequestShare share, long tokens, TimeSpan compute)
    {
        lock (_lock)
        {
            _level += compute.TotalSeconds / Math.Max(1, _open);
            share.Caller.Level += compute.TotalSeconds / Math.Max(1, share.Caller.Open);
            share.Caller.Tag += compute.TotalSeconds;
            share.Tag += compute.TotalSeconds;
            share.Served += tokens;
        }
    }

    private CallerShare CallerOf(string name)
    {
        if (_callers.TryGetValue(name, out var caller))
        {
            return caller;
        }

        if (_callers.Count >= MostCallers)
        {
            foreach (var (old, share) in _callers)
            {
                if (share.Open == 0 && share.Tag <= _level)
                {
                    _callers.Remove(old);
                }
            }
        }

        return _callers[name] = new CallerShare(_order++);
    }
}
