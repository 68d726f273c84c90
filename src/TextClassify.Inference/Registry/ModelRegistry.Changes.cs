using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>What operators and the watch change while requests are answered.</summary>
public sealed partial class ModelRegistry
{
    public IReadOnlyList<string> Stored(string name) => _folder.Versions(name);

    public async Task<IReadOnlyList<LoadedPackage>> ScanAsync(Action<ILoadedModel>? verified, CancellationToken cancellationToken)
    {
        var (due, gone) = _watch.Look();
        if (gone.Count > 0)
        {
            lock (_changing)
            {
                var current = Current;
                Publish(
                    current.Packages, current.Refused.Where(refused => !gone.Contains((refused.Name, refused.Version))), current.Traffic);
            }
        }

        var loaded = new List<LoadedPackage>();
        foreach (var place in due)
        {
            if (Current.Package(place.Name, place.Version) is not null)
            {
                RegistryLog.Changed(_logger, place.Name, place.Version);
            }
            else if (!_loading.ContainsKey((place.Name, place.Version))
                && await LoadAsync(place, null, verified, cancellationToken).ConfigureAwait(false)
                    is { Result: ModelChangeResult.Done, Package: { } package })
            {
                loaded.Add(package);
            }
        }

        return loaded;
    }

    public async Task<ModelChange> LoadAsync(
        string name, string version, Action<ILoadedModel>? verified, CancellationToken cancellationToken)
    {
        if (Current.Package(name, version) is { } loaded)
        {
            return ModelChange.Done(loaded);
        }

        return _folder.Place(name, version) is { } place
            ? await LoadAsync(place, null, verified, cancellationToken).ConfigureAwait(false)
            : ModelChange.Unknown(name, version);
    }

    public async Task<ModelChange> AdoptAsync(
        string name, string version, string directory, Action<ILoadedModel>? verified, CancellationToken cancellationToken) =>
        await LoadAsync(
            new PackagePlace(name, version, directory), Path.Combine(_folder.Directory, name, version), verified, cancellationToken)
            .ConfigureAwait(false);

    public ModelChange Activate(string name, string version, bool otherLabels)
    {
        lock (_changing)
        {
            var (change, traffic) = _rules.Activate(Current, name, version, otherLabels);
            if (traffic is not null)
            {
                Publish(traffic);
                Keep(traffic);
                RegistryLog.Activated(_logger, name, version, traffic.Previous!);
            }

            return change;
        }
    }

    public ModelChange Unload(string name, string version)
    {
        ModelChange change;
        lock (_changing)
        {
            var current = Current;
            change = _rules.Unload(current, name, version);
            if (change.Result is not ModelChangeResult.Done)
            {
                return change;
            }

            Publish(current.Packages.Where(one => one != change.Package), current.Refused, current.Traffic);
        }

        _draining.Retire(change.Package!);
        return change;
    }

    public ModelChange SetTraffic(string name, CanaryTraffic? canary, string? shadow)
    {
        lock (_changing)
        {
            var (change, traffic) = _rules.Set(Current, name, canary, shadow);
            if (traffic is not null)
            {
                Publish(traffic);
                RegistryLog.Traffic(_logger, name, canary?.Version ?? "no version", canary?.Weight ?? 0, shadow ?? "no version");
            }

            return change;
        }
    }

    public bool SuspendCanary(string name, string version, bool suspended)
    {
        lock (_changing)
        {
            if (TrafficRules.Suspend(Current, name, version, suspended) is not { } traffic)
            {
                return false;
            }

            Publish(traffic);
            return true;
        }
    }

    /// <param name="place">Where the package lies.</param>
    /// <param name="target">Where it is to be moved once it passed; null where it is there.</param>
    /// <param name="verified">Told before it serves.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    private async Task<ModelChange> LoadAsync(
        PackagePlace place, string? target, Action<ILoadedModel>? verified, CancellationToken cancellationToken)
    {
        var key = (place.Name, place.Version);
        if (_stuck.ContainsKey(key) || !_loading.TryAdd(key, true))
        {
            return ModelChange.Forbidden($"{place.Name}/{place.Version} is being loaded.");
        }

        try
        {
            if (target is null && Current.Package(place.Name, place.Version) is { } there)
            {
                return ModelChange.Done(there);
            }

            if (target is not null && (Current.Package(place.Name, place.Version) is not null || Directory.Exists(target)))
            {
                return ModelChange.Forbidden($"{place.Name}/{place.Version} is there; a package is published under a new version.");
            }

            var (package, refusal) = await OpenAsync(place, cancellationToken).ConfigureAwait(false);
            if (package is null)
            {
                if (target is null)
                {
                    _watch.Settle(place);
                    lock (_changing)
                    {
                        var current = Current;
                        Publish(current.Packages, [.. Others(current, place), refusal!], current.Traffic);
                    }
                }

                return new ModelChange(ModelChangeResult.Refused, refusal!.Refusal.ToString());
            }

            try
            {
                if (target is not null)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    Directory.Move(place.Path, target);
                    place = place with { Path = target };
                }

                _watch.Settle(place);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                package.Retire();
                return ModelChange.Forbidden($"{place.Name}/{place.Version} cannot be put into the models' folder.");
            }

            verified?.Invoke(package.Model);
            lock (_changing)
            {
                var current = Current;
                Publish([.. current.Packages, package], Others(current, place), current.Traffic);
            }

            return ModelChange.Done(package);
        }
        finally
        {
            _loading.TryRemove(key, out _);
        }
    }

    private static IEnumerable<RefusedPackage> Others(ModelSnapshot current, PackagePlace place) =>
        current.Refused.Where(refused => (refused.Name, refused.Version) != (place.Name, place.Version));

    /// <summary>Called under the lock.</summary>
    private void Publish(ModelTraffic traffic)
    {
        var current = Current;
        Publish(current.Packages, current.Refused, [.. current.Traffic.Where(one => one.Name != traffic.Name), traffic]);
    }

    /// <summary>Called under the lock.</summary>
    private void Publish(IEnumerable<LoadedPackage> packages, IEnumerable<RefusedPackage> refused, IEnumerable<ModelTraffic> traffic) =>
        Volatile.Write(ref _current, new ModelSnapshot(packages, refused, _defaultName, traffic));

    private void Keep(ModelTraffic traffic)
    {
        try
        {
            ActiveFile.Write(_folder.Directory, traffic);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RegistryLog.NotKept(_logger, traffic.Name, traffic.Active, error.Message);
        }
    }
}
