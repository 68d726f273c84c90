using TextClassify.Inference.Traffic;

namespace TextClassify.Api.Rollout;

/// <summary>
/// Looks for new packages in the models' folder; what passes its checks may be activated, or is, by
/// <see cref="ModelsOptions.AutoActivate"/>.
/// </summary>
internal sealed partial class ModelWatch(
    IModelRegistry registry,
    ModelOperations operations,
    ModelAudit audit,
    IOptions<ModelsOptions> options,
    TimeProvider time,
    ILogger<ModelWatch> logger) : BackgroundService
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var package in await operations.ScanAsync(cancellationToken))
        {
            // A version that appears below the active one is there for a roll back.
            if (options.Value.AutoActivate
                && registry.Current.TrafficOf(package.Name) is { } traffic
                && VersionOrder.IsHigher(package.Version, traffic.Active))
            {
                await ActivateAsync(package, traffic, cancellationToken);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.WatchInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.WatchInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryLookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A folder that trips this up must not end the service; the next look is another chance.
            Log.Failed(logger, exception);
        }
    }

    /// <summary>
    /// The version before stays for a roll back; those that were active before it are unloaded, so that memory does not grow with every
    /// version.
    /// </summary>
    private async Task ActivateAsync(LoadedPackage package, ModelTraffic before, CancellationToken cancellationToken)
    {
        var change = await operations.ActivateAsync(package.Name, package.Version, otherLabels: false, cancellationToken);
        audit.Activated(package, change);
        if (change.Result is not ModelChangeResult.Done)
        {
            Log.NotActivated(logger, package.Name, package.Version, change.Detail);
        }
        else if (before.Previous is { } old && old != package.Version)
        {
            audit.Unloaded(package.Name, old, registry.Unload(package.Name, old));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1501, Level = LogLevel.Warning, Message = "The models' folder cannot be looked through: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);

        [LoggerMessage(EventId = 1507, Level = LogLevel.Error, Message = "A look through the models' folder failed.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "{Name} {Version} is loaded and was not activated: {Reason}")]
        public static partial void NotActivated(ILogger logger, string name, string version, string reason);
    }
}
