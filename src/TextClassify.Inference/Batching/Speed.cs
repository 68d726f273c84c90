namespace TextClassify.Inference.Batching;

/// <summary>Measured time a token, by which the time to drain a queue is foretold. Not safe for concurrent use.</summary>
internal sealed class Speed
{
    // Weighs a run by its tokens, so that many small ones don't outweigh a large one; forgets half after about a second of runs.
    private const double MemorySeconds = 1.5;

    private double _seconds;
    private double _tokens;

    public void Add(long tokens, TimeSpan taken)
    {
        double keep = Math.Exp(-taken.TotalSeconds / MemorySeconds);
        _seconds = (_seconds * keep) + taken.TotalSeconds;
        _tokens = (_tokens * keep) + tokens;
    }

    /// <summary>How long so many tokens take; null before anything was measured.</summary>
    /// <param name="tokens">That wait.</param>
    /// <param name="runs">At the same time.</param>
    public TimeSpan? Time(long tokens, int runs) =>
        _tokens > 0 ? TimeSpan.FromSeconds(tokens * _seconds / (_tokens * runs)) : null;
}
