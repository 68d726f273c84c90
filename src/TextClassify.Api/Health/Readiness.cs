namespace TextClassify.Api.Health;

/// <summary>Whether the service may be sent requests. Safe for concurrent use.</summary>
internal sealed class Readiness
{
    private volatile bool _started;
    private volatile bool _stopping;

    /// <summary>Models were loaded, or found to be unfit.</summary>
    public bool Started => _started;

    /// <summary>The service was told to stop.</summary>
    public bool Stopping => _stopping;

    public void Start() => _started = true;

    public void Stop() => _stopping = true;
}
