namespace TextClassify.Client.Contracts;

/// <summary>Which versions of a model take requests, and what else there is of it.</summary>
/// <param name="Name">The model.</param>
/// <param name="Active">Answers requests that name no version.</param>
/// <param name="Previous">What a roll back makes active; null when there is none.</param>
/// <param name="Canary">Takes a share of them; null when there is none.</param>
/// <param name="Shadow">Is compared and never answers; null when there is none.</param>
/// <param name="Versions">In natural order, 2 before 10.</param>
public sealed record TrafficDescription(
    string Name, string Active, string? Previous, CanaryShare? Canary, ShadowVersion? Shadow, IReadOnlyList<VersionState> Versions);

/// <param name="Version">A loaded version that is not active.</param>
/// <param name="Weight">Its share of callers, 0 to 1.</param>
public sealed record CanaryShare(string Version, double Weight);

/// <param name="Version">A loaded version that is not active.</param>
public sealed record ShadowVersion(string Version);

/// <param name="Version">A version of the model.</param>
/// <param name="State">active, canary, suspended (a canary that fails its golden texts), shadow, ready, draining, stored or
/// refused.</param>
/// <param name="Sha256">Of its <c>model.json</c>; null when it is not loaded.</param>
/// <param name="Requests">Requests that have it now; null when it is not loaded.</param>
/// <param name="Reason">Why it is refused.</param>
public sealed record VersionState(string Version, string State, string? Sha256 = null, int? Requests = null, string? Reason = null);

/// <summary>Who beside the active version is asked; what is null ends.</summary>
public sealed record TrafficRequest
{
    public CanaryShare? Canary { get; init; }

    public ShadowVersion? Shadow { get; init; }
}

/// <summary>Where a package is fetched from.</summary>
/// <param name="Url">A .zip or .tar.gz over HTTPS, on a host that the service is set to fetch from.</param>
/// <param name="Sha256">SHA-256 of the archive, 64 lower-case hexadecimal digits.</param>
public sealed record LoadRequest(string Url, string Sha256);
