using System.ComponentModel.DataAnnotations;

namespace TextClassify.Inference.Registry;

/// <summary>Which models are served. Section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    public const string SectionName = "Models";

    /// <summary>Folder of the packages, <c>NAME/VERSION/model.json</c> each; relative to the working directory.</summary>
    [Required]
    public string Directory { get; set; } = "models";

    /// <summary>The model that answers when a request names none; null takes the first by name.</summary>
    public string? Default { get; set; }

    /// <summary>Time between two looks for new packages in the folder; 0 never looks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a higher version that appears while the service runs becomes active by itself.</summary>
    public bool AutoActivate { get; set; }

    /// <summary>Time for reading and checking one package; one that takes longer is refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Hosts that packages may be fetched from, with commas between, <c>host:port</c> for another port than 443, <c>host:*</c> for any;
    /// none by default.
    /// </summary>
    public string DownloadHosts { get; set; } = "";

    /// <summary>Packages that are fetched at the start where the folder has them not; the keys only tell them apart.</summary>
    public Dictionary<string, PackageSource> Packages { get; set; } = [];

    /// <summary>Time for fetching one package, with all its attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan DownloadTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time without a byte after which an attempt is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan DownloadStall { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Most bytes of a fetched archive, and of the package in it.</summary>
    [Range(1_024L, 1L << 40)]
    public long MaxPackageBytes { get; set; } = 512L * 1024 * 1024;
}
