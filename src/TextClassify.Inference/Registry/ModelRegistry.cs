using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>
/// Loads the packages of a folder and holds them until they are unloaded. Loading happens beside the traffic; a change of what serves is a
/// new snapshot, made under a lock that no request takes.
/// </summary>
public sealed partial class ModelRegistry : IModelRegistry, IDisposable
{
    private readonly PackageFolder _folder;
    private readonly string? _defaultName;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelRegistry> _logger;
    private readonly RunSlots _gate;
    private readonly RunWatch _runs;
    private readonly BatchInstruments _instruments;
    private readonly PackageLoader _loader;
    private readonly PackageWatch _watch;
    private readonly TrafficRules _rules;
    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<(string Name, string Version), bool> _loading = [];
    private readonly ConcurrentDictionary<(string Name, string Version), Task> _stuck = [];
    private readonly DrainingPackages _draining;
    private ModelSnapshot _current;

    public ModelRegistry(
        ModelKinds kinds,
        IOptions<ModelsOptions> models,
        IOptions<InferenceOptions> inference,
        TimeProvider time,
        ILogger<ModelRegistry> logger,
        IMeterFactory? meters = null)
    {
        _folder = new PackageFolder(Path.GetFullPath(models.Value.Directory));
        _watch = new PackageWatch(_folder);
        _rules = new TrafficRules(_folder);
        _draining = new DrainingPackages(logger);
        _defaultName = models.Value.Default;
        _time = time;
        _logger = logger;
        _gate = RunSlots.Create(inference.Value);
        _instruments = new BatchInstruments(meters, logger);
        _runs = new RunWatch(inference.Value.RunTimeout, time);
        var terms = new LoadTerms { Watch = _runs, Timeout = models.Value.LoadTimeout, Logger = logger, Instruments = _instruments };
        _loader = new PackageLoader(kinds, inference.Value, _gate, time, terms);
        _current = new ModelSnapshot([], [], _defaultName);
    }

    public ModelSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Runs of graphs under way, those of loads as well.</summary>
    internal int Runs => _runs.Running;

    public IReadOnlyCollection<LoadedPackage> Draining => _draining.Current;

    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        if (!_folder.Exists)
        {
            throw new DirectoryNotFoundException(
                $"The models' folder {_folder.Directory} does not exist; set "
                    + $"{ModelsOptions.SectionName}:{nameof(ModelsOptions.Directory)}.");
        }

        var loaded = new ConcurrentBag<LoadedPackage>();
        var refused = new ConcurrentBag<RefusedPackage>();
        await Parallel.ForEachAsync(_folder.Find(), cancellationToken, async (place, cancel) =>
        {
            _watch.Settle(place);
            var (package, refusal) = await OpenAsync(place, cancel).ConfigureAwait(false);
            if (package is not null)
            {
                loaded.Add(package);
            }
            else
            {
                refused.Add(refusal!);
            }
        }).ConfigureAwait(false);

        var kept = loaded.Select(package => package.Name).Distinct()
            .Select(name => ActiveFile.Read(_folder.Directory, name)).OfType<ModelTraffic>();
        var before = Current;
        var snapshot = new ModelSnapshot(loaded, refused, _defaultName, kept);
        Volatile.Write(ref _current, snapshot);
        foreach (var package in before.Packages)
        {
            _draining.Retire(package);
        }

        Report(snapshot);
    }

    public void EndLongRuns() => _runs.Stop();

    /// <summary>Sessions that a request has are closed when it ends.</summary>
    public void Dispose()
    {
        var packages = Current.Packages;
        Volatile.Write(ref _current, new ModelSnapshot([], [], _defaultName));
        foreach (var package in packages)
        {
            package.Retire();
        }

        _runs.Dispose();
        _gate.Dispose();
        _instruments.Dispose();
    }

    private async Task<(LoadedPackage? Package, RefusedPackage? Refusal)> OpenAsync(PackagePlace place, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        var outcome = _folder.Twin(place) is { } twin
            && (Current.Package(place.Name, twin) is not null || string.CompareOrdinal(twin, place.Version) < 0)
            ? new LoadOutcome(new PackageRefusal(
                ModelManifest.FileName, $"lies in the folder '{place.Version}', which differs from '{twin}' in nothing but case."))
            : await _loader.LoadAsync(place.Path, place.Name, place.Version, cancellationToken).ConfigureAwait(false);
        if (outcome.Loaded is not { } model)
        {
            Hold(place, outcome.Rest);
            RegistryLog.Refused(_logger, place.Name, place.Version, outcome.Refusal!.ToString());
            return (null, new RefusedPackage(place.Name, place.Version, outcome.Refusal));
        }

        double spent = _time.GetElapsedTime(start).TotalMilliseconds;
        RegistryLog.Loaded(_logger, place.Name, place.Version, model.Sha256, model.Provider.Effective, spent);
        foreach (var refusal in (model as ITextClassifier)?.Maps.Refused ?? [])
        {
            RegistryLog.MapRefused(_logger, place.Name, place.Version, refusal.ToString());
        }

        return (new LoadedPackage(model, outcome.Resources is { } resources ? new MemoryReturn(resources) : null), null);
    }

    /// <summary>A load that was given up and still has a thread is not begun again meanwhile.</summary>
    private void Hold(PackagePlace place, Task? rest)
    {
        if (rest is { IsCompleted: false })
        {
            var key = (place.Name, place.Version);
            _stuck[key] = rest;
            _ = rest.ContinueWith(
                _ => _stuck.TryRemove(key, out var _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private void Report(ModelSnapshot snapshot)
    {
        if (snapshot.Packages.Count == 0)
        {
            RegistryLog.NothingLoaded(_logger, _folder.Directory, snapshot.Refused.Count);
        }
        else if (_defaultName is not null && snapshot.DefaultName is not null && snapshot.DefaultName != _defaultName)
        {
            RegistryLog.DefaultMissing(_logger, _defaultName, snapshot.DefaultName);
        }

        foreach (var report in snapshot.Packages.Select(package => package.Model.Provider).Distinct())
        {
            bool fellBack = report is { Requested: ExecutionProvider.Cuda, Effective: ExecutionProvider.Cpu };
            RegistryLog.Provider(
                _logger, fellBack ? LogLevel.Warning : LogLevel.Information, report.Effective, report.Requested, report.Reason);
        }
    }
}
