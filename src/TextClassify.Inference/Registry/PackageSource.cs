namespace TextClassify.Inference.Registry;

/// <summary>Where a package is fetched from.</summary>
public sealed class PackageSource
{
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    /// <summary>Of the archive, on a host of <see cref="ModelsOptions.DownloadHosts"/>.</summary>
    public string Url { get; set; } = "";

    /// <summary>SHA-256 of the archive.</summary>
    public string Sha256 { get; set; } = "";
}
