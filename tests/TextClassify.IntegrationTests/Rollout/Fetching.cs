using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>A service that may fetch packages from this machine, and its models' folder with version 1.</summary>
internal sealed class Fetching : IDisposable
{
    /// <summary>Path and query of an address as object stores sign them.</summary>
    public const string Signed = "/tiny-3?X-Amz-Signature=do-not-tell";

    public VersionedModels Models { get; } = new("1");

    public Service Start(params (string, string)[] settings) => new(new ServiceFactory(
        null,
        [("Models:Directory", Models.Folder), ("Models:WatchInterval", "00:00:00"), ("Models:DownloadHosts", "127.0.0.1:*"), .. settings]));

    public static Task<Answer> LoadAsync(Service service, ArchiveServer host, string sha256) => LoadAsync(service, host.Url, sha256);

    public static Task<Answer> LoadAsync(Service service, string host, string sha256) =>
        service.PostAsync("/models/tiny/3/load", JsonSerializer.Serialize(new { url = host + Signed, sha256 }));

    /// <summary>Nothing half fetched is in the folder.</summary>
    public void AssertNothingLeft()
    {
        Assert.DoesNotContain(Directory.EnumerateDirectories(Models.Folder), folder => Path.GetFileName(folder).StartsWith('.'));
        Assert.Subset(
            new HashSet<string?> { "1", "3" },
            Directory.EnumerateDirectories(
                Path.Combine(Models.Folder, "tiny")).Select(path => Path.GetFileName(path)).ToHashSet<string?>());
    }

    public void Dispose() => Models.Dispose();
}
