using TextClassify.Inference.Downloads;
using TextClassify.Models;

namespace TextClassify.Api.Rollout;

/// <summary>
/// Brings a package from an address into the models' folder: fetched, held against its hash, unpacked, loaded and checked, and only then
/// moved there.
/// </summary>
internal sealed partial class PackageFetching(
    ModelOperations operations,
    IModelRegistry registry,
    PackageDownload download,
    IOptions<ModelsOptions> options,
    TimeProvider time,
    ILogger<PackageFetching> logger)
{
    /// <summary>Begins with a dot, so that nothing takes it for a model; beside the models, so that the move is a rename.</summary>
    public const string Incoming = ".incoming-";

    /// <summary>What a fetch of another process may still use is not swept.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <returns>What became of it, or why it did not come to that.</returns>
    public async Task<Outcome<ModelChange>> LoadAsync(
        string name, string version, string url, string sha256, CancellationToken cancellationToken)
    {
        if (!PackageNames.IsModelName(name) || !PackageNames.IsVersion(version))
        {
            return RolloutProblems.Unknown(name, version);
        }

        if (!PackageNames.IsSha256(sha256))
        {
            return new Problem(ProblemTypes.OutOfRange, "A SHA-256 is 64 digits of 0-9 and a-f.") { Where = "sha256" };
        }

        if (download.Check(url) is { } reason)
        {
            return new Problem(ProblemTypes.DownloadRefused, reason) { Where = "url" };
        }

        if (registry.Current.Package(name, version) is not null || registry.Stored(name).Contains(version))
        {
            return new Problem(ProblemTypes.ModelState, $"{name}/{version} is there; a package is published under a new version.");
        }

        string folder = Path.Combine(options.Value.Directory, Incoming + Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(folder);
            return await LoadAsync(name, version, url, sha256, folder, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Unwritable(logger, exception);
            return new Problem(ProblemTypes.ModelState, "The models' folder cannot be written; the log has the reason.");
        }
        finally
        {
            Delete(folder);
        }
    }

    /// <summary>Fetches what the settings name and the folder has not; what cannot be had is logged, and the rest serves.</summary>
    public async Task FetchConfiguredAsync(CancellationToken cancellationToken)
    {
        Sweep();
        foreach (var (_, source) in options.Value.Packages)
        {
            if (registry.Stored(source.Name).Contains(source.Version))
            {
                continue;
            }

            try
            {
                var loaded = await LoadAsync(source.Name, source.Version, source.Url, source.Sha256, cancellationToken);
                if (loaded.Fails(out var problem, out var change) || change.Result is not ModelChangeResult.Done)
                {
                    Log.NotConfigured(logger, null, source.Name, source.Version, problem?.Detail ?? change!.Detail);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The rest serves without it.
                Log.NotConfigured(logger, exception, source.Name, source.Version, "fetching it failed.");
            }
        }
    }

    /// <summary>Takes away what fetches left that were killed.</summary>
    private void Sweep()
    {
        if (!Directory.Exists(options.Value.Directory))
        {
            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(options.Value.Directory, Incoming + "*"))
        {
            if (time.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Abandoned)
            {
                Delete(folder);
            }
        }
    }

    private async Task<Outcome<ModelChange>> LoadAsync(
        string name, string version, string url, string sha256, string folder, CancellationToken cancellationToken)
    {
        string archive = Path.Combine(folder, "archive"), package = Path.Combine(folder, "package");
        var fetched = await download.FetchAsync(url, sha256, archive, cancellationToken);
        if (fetched.Result is not FetchResult.Done)
        {
            Log.NotFetched(logger, name, version, fetched.Detail);
            return new Problem(
                fetched.Result is FetchResult.Failed ? ProblemTypes.DownloadFailed : ProblemTypes.DownloadRefused, fetched.Detail);
        }

        if (await Task.Run(() => PackageArchive.Unpack(archive, package, options.Value.MaxPackageBytes), cancellationToken) is { } refusal)
        {
            return new Problem(ProblemTypes.PackageRefused, refusal);
        }

        File.Delete(archive);
        return await operations.AdoptAsync(name, version, package, cancellationToken);
    }

    private void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Unwritable(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1504, Level = LogLevel.Warning, Message = "The models' folder cannot be written.")]
        public static partial void Unwritable(ILogger logger, Exception exception);

        [LoggerMessage(
            EventId = 1506, Level = LogLevel.Error, Message = "Package {Name} {Version} of Models:Packages is not there: {Reason}")]
        public static partial void NotConfigured(ILogger logger, Exception? exception, string name, string version, string reason);

        [LoggerMessage(EventId = 1505, Level = LogLevel.Warning, Message = "Package {Name} {Version} was not fetched: {Reason}")]
        public static partial void NotFetched(ILogger logger, string name, string version, string reason);
    }
}
