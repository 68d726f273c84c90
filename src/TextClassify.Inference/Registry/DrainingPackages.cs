using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TextClassify.Inference.Registry;

/// <summary>Packages that are unloaded while requests still have them. Safe for concurrent use.</summary>
internal sealed class DrainingPackages(ILogger logger)
{
    private readonly ConcurrentDictionary<LoadedPackage, bool> _packages = [];

    public IReadOnlyCollection<LoadedPackage> Current => [.. _packages.Keys.Where(package => !package.Released.IsCompleted)];

    /// <summary>Gives no more leases of a package, and its memory back with the last.</summary>
    public void Retire(LoadedPackage package)
    {
        _packages[package] = true;
        package.Retire();
        RegistryLog.Unloaded(logger, package.Name, package.Version, package.Leases);
        _ = package.Released.ContinueWith(
            released =>
            {
                _packages.TryRemove(package, out _);
                if (released.IsFaulted)
                {
                    RegistryLog.NotReleased(logger, released.Exception, package.Name, package.Version);
                }
                else
                {
                    RegistryLog.Released(logger, package.Name, package.Version);
                }
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
