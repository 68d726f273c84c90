using TextClassify.Api.Models;
using TextClassify.Api.Probes;
using TextClassify.Inference.Traffic;

namespace TextClassify.Api.Rollout;

/// <summary>
/// Changes what serves, on behalf of operators and of the watch. A version answers its golden text before it becomes active, so that a
/// change never makes the service unready.
/// </summary>
internal sealed class ModelOperations(
    IModelRegistry registry,
    ProbeBoard board,
    ServiceMetrics metrics,
    RolloutMetrics rollout,
    IOptions<HealthOptions> health,
    TimeProvider time)
{
    /// <summary>How long an unloading waits for the requests that have the version; they may take longer.</summary>
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(5);

    public Task<ModelChange> LoadAsync(string name, string version, CancellationToken cancellationToken) =>
        registry.LoadAsync(name, version, Verified, cancellationToken);

    /// <summary>See <see cref="IModelRegistry.AdoptAsync"/>.</summary>
    public Task<ModelChange> AdoptAsync(string name, string version, string directory, CancellationToken cancellationToken) =>
        registry.AdoptAsync(name, version, directory, Verified, cancellationToken);

    public Task<IReadOnlyList<LoadedPackage>> ScanAsync(CancellationToken cancellationToken) =>
        registry.ScanAsync(Verified, cancellationToken);

    public async Task<ModelChange> ActivateAsync(string name, string version, bool otherLabels, CancellationToken cancellationToken)
    {
        if (registry.Current.Package(name, version) is { } package && package.TryLease() is { } lease)
        {
            using (lease)
            {
                if (await FaultAsync(package.Model, cancellationToken) is { } fault)
                {
                    return new ModelChange(
                        ModelChangeResult.Refused, $"{name}/{version} does not answer its golden text as it should: {fault}.", package);
                }

                Verified(package.Model);
            }
        }

        return registry.Activate(name, version, otherLabels);
    }

    public async Task<ModelChange> RollBackAsync(string name, CancellationToken cancellationToken)
    {
        if (registry.Current.TrafficOf(name) is not { } traffic)
        {
            return new ModelChange(ModelChangeResult.Unknown, $"There is no model '{name}'.");
        }

        if (traffic.Previous is not { } previous)
        {
            return new ModelChange(ModelChangeResult.Forbidden, $"No version of {name} was active before {traffic.Active}.");
        }

        // It served with its labels before.
        var loaded = await LoadAsync(name, previous, cancellationToken);
        return loaded.Result is ModelChangeResult.Done ? await ActivateAsync(name, previous, otherLabels: true, cancellationToken) : loaded;
    }

    /// <summary>
    /// Takes a version out at once; its memory comes back with the last request that has it, see <see cref="IsReleasedAsync"/>.
    /// </summary>
    public ModelChange Unload(string name, string version) => registry.Unload(name, version);

    /// <returns>Whether the memory of what was unloaded was given back within <see cref="DrainPatience"/>.</returns>
    public async Task<bool> IsReleasedAsync(ModelChange unloaded, CancellationToken cancellationToken)
    {
        if (unloaded is not { Result: ModelChangeResult.Done, Package: { } package })
        {
            return false;
        }

        try
        {
            await package.Released.WaitAsync(DrainPatience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public ModelChange SetTraffic(string name, CanaryTraffic? canary, string? shadow)
    {
        var change = registry.SetTraffic(name, canary, shadow);
        if (change.Package is { } active && shadow is not null)
        {
            rollout.Declare(name, active.Version, shadow);
        }

        return change;
    }

    /// <summary>What was just checked need not wait for its first probe to be ready.</summary>
    private void Verified(ILoadedModel loaded)
    {
        board.Right(loaded);
        metrics.Declare(loaded);
    }

    /// <summary>Null when it is right, and when there is no verdict: a busy service must not forbid a roll back.</summary>
    private async Task<string?> FaultAsync(ILoadedModel loaded, CancellationToken cancellationToken)
    {
        if (loaded is not ISelfChecking model)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(health.Value.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await model.FaultAsync(0, either.Token);
        }
        catch (Exception exception) when (exception is ForwardQueueFullException or ForwardDeadlineException)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return "it failed";
        }
    }
}
