namespace TextClassify.Inference.Sharing;

/// <summary>What was run for a request in one lane. Guarded by the lock of its <see cref="FairShares"/>.</summary>
internal sealed class RequestShare(FairShares home, CallerShare caller)
{
    public FairShares Home => home;

    public CallerShare Caller => caller;

    /// <summary>Seconds run for it, lifted to the level of its caller's other requests whenever something of it begins to wait.</summary>
    public double Tag { get; set; }

    /// <summary>Calls of it that wait or run.</summary>
    public int Open { get; set; }

    /// <summary>Tokens run for it.</summary>
    public long Served { get; set; }
}

/// <summary>What was run for a caller in one lane.</summary>
/// <param name="order">Lower for a caller that came first.</param>
internal sealed class CallerShare(long order)
{
    public long Order => order;

    /// <summary>Seconds run for it, lifted to the level of the lane whenever something of it begins to wait.</summary>
    public double Tag { get; set; }

    /// <summary>Requests of it that are open.</summary>
    public int Open { get; set; }

    /// <summary>The tag of a request that begins to wait.</summary>
    public double Level { get; set; }
}
