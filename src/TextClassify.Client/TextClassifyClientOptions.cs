namespace TextClassify.Client;

/// <summary>How the client deals with a service that is slow, busy or away. Its requests may be sent twice without harm, but for some of
/// <see cref="ModelsClient"/>, which are not.</summary>
public sealed record TextClassifyClientOptions
{
    /// <summary>Sent as <c>Authorization: Bearer</c>; null where the service asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How often a request is sent again after 429, 503, a broken connection or a timeout of one attempt. 0 to 100.</summary>
    /// <value>4</value>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Wait before the first retry where the service names none; doubles, with jitter.</summary>
    /// <value>200 ms</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A Retry-After above this is not waited for: the request fails at once, with the time in the exception.</summary>
    /// <value>1 minute</value>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time of one attempt.</summary>
    /// <value>30 s</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time of a call with all its attempts and waits.</summary>
    /// <value>2 minutes</value>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time of an operation that is sent once, such as the fetching of a package; the service has limits of its own.</summary>
    /// <value>15 minutes</value>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When no answer came within this time a second copy is sent, and the first answer counts; for several replicas behind one
    /// address. Null never does.</summary>
    public TimeSpan? HedgeAfter { get; init; }
}
