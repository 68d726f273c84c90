namespace TextClassify.Api.Models;

/// <summary>Which versions of a model take requests, and what else there is of it.</summary>
/// <param name="Name">The model.</param>
/// <param name="Active">Answers requests that name no version.</param>
/// <param name="Previous">What a roll back makes active; absent when there is none.</param>
/// <param name="Canary">Takes a share of them.</param>
/// <param name="Shadow">Is compared and never answers.</param>
/// <param name="Versions">In natural order.</param>
internal sealed record TrafficDescription(
    string Name, string Active, string? Previous, CanaryShare? Canary, ShadowVersion? Shadow, IReadOnlyList<VersionState> Versions);

/// <param name="Version">A loaded version that is not active.</param>
/// <param name="Weight">Its share of callers, 0 to 1.</param>
internal sealed record CanaryShare(string Version, [property: Within(0, 1)] double Weight);

/// <param name="Version">A loaded version that is not active.</param>
internal sealed record ShadowVersion(string Version);

/// <param name="Version">A version of the model.</param>
/// <param name="State">
/// active, canary, suspended (a canary that does not answer its golden text, and takes no traffic until it does), shadow, ready (loaded,
/// and takes requests that name it), draining (unloaded, while requests still have it), stored (in the models' folder, not loaded) or
/// refused.
/// </param>
/// <param name="Sha256">SHA-256 of its <c>model.json</c>; absent when it is not loaded.</param>
/// <param name="Requests">Requests that have it now; absent when it is not loaded.</param>
/// <param name="Reason">Why it is refused.</param>
internal sealed record VersionState(string Version, string State, string? Sha256 = null, int? Requests = null, string? Reason = null);

/// <summary>Who beside the active version is asked; what is left out or null ends.</summary>
internal sealed record TrafficRequest
{
    public CanaryShare? Canary { get; init; }

    public ShadowVersion? Shadow { get; init; }
}

/// <summary>Where a package is fetched from; without a body it is taken from the models' folder.</summary>
internal sealed record LoadRequest : IChecked
{
    private const int MostUrl = 8_192;

    /// <summary>A .zip or .tar.gz over HTTPS, on a host of <c>Models:DownloadHosts</c>; a presigned address is one too.</summary>
    public required string Url { get; init; }

    /// <summary>SHA-256 of the archive, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Url is null || Sha256 is null)
        {
            json.Refuse(
                ProblemTypes.MissingProperty,
                Url is null ? "url" : "sha256",
                "Send url and sha256, or no body for a package that lies in the models' folder.");
        }
        else if (Url.Length > MostUrl)
        {
            json.Refuse(new Problem(ProblemTypes.OutOfRange, $"The address has {Url.Length} characters; the limit is {MostUrl}.")
            {
                Where = "url",
                Limit = MostUrl,
            });
        }
    }
}
