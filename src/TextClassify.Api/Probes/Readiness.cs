namespace TextClassify.Api.Probes;

/// <summary>Whether the service may be sent requests. Safe for concurrent use.</summary>
internal sealed class Readiness(ProbeBoard board)
{
    private volatile bool _started;
    private volatile bool _stopping;
    private volatile bool _explains = true;

    /// <summary>Models were loaded, or found to be unfit.</summary>
    public bool Started => _started;

    /// <summary>False near the end of a stop: explanations are the longest work and end first.</summary>
    public bool Explains => _explains;

    public void Start() => _started = true;

    public void Stop() => _stopping = true;

    public void StopExplaining() => _explains = false;

    /// <summary>Null when requests may be sent.</summary>
    public string? Fault(ModelSnapshot models) =>
        _stopping ? "The service is stopping."
        : !_started ? "The models are being loaded."
        : models.Packages.Count == 0 ? "No model could be loaded."
        : board.Fault(models);
}
