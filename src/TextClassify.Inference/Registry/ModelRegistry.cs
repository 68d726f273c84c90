using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;

namespace TextClassify.Inference.Registry;

/// <summary>Loads the packages of a folder and holds them until it is disposed.</summary>
public sealed partial class ModelRegistry : IModelRegistry, IDisposable
{
    private readonly string _directory;
    private readonly string? _defaultName;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelRegistry> _logger;
    private readonly ForwardGate _gate;
    private readonly BatchInstruments _instruments;
    private readonly PackageLoader _loader;
    private readonly ConcurrentBag<IDisposable> _resources = [];
    private ModelSnapshot _current;

    public ModelRegistry(
        IOptions<ModelsOptions> models,
        IOptions<InferenceOptions> inference,
        TimeProvider time,
        ILogger<ModelRegistry> logger,
        IMeterFactory? meters = null)
    {
        _directory = Path.GetFullPath(models.Value.Directory);
        _defaultName = models.Value.Default;
        _time = time;
        _logger = logger;
        _gate = ForwardGate.Create(inference.Value);
        _instruments = new BatchInstruments(meters, logger);
        _loader = new PackageLoader(inference.Value, _gate, time, _instruments);
        _current = new ModelSnapshot([], [], _defaultName);
    }

    public ModelSnapshot Current => Volatile.Read(ref _current);

    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_directory))
        {
            throw new DirectoryNotFoundException(
                $"The models' folder {_directory} does not exist; set {ModelsOptions.SectionName}:{nameof(ModelsOptions.Directory)}.");
        }

        var loaded = new ConcurrentBag<LoadedModel>();
        var languages = new ConcurrentBag<LoadedLanguageModel>();
        var refused = new ConcurrentBag<RefusedPackage>();
        await Parallel.ForEachAsync(FindPackages(), cancellationToken, async (package, cancel) =>
        {
            long start = _time.GetTimestamp();
            var outcome = await _loader.LoadAsync(package.Path, package.Name, package.Version, cancel).ConfigureAwait(false);
            if (outcome.Model is { } model)
            {
                _resources.Add(outcome.Resources!);
                loaded.Add(model);
                Log.Loaded(_logger, package.Name, package.Version, model.Sha256, model.Provider.Effective, _time.GetElapsedTime(start).TotalMilliseconds);
                foreach (var refusal in model.Maps.Refused)
                {
                    Log.MapRefused(_logger, package.Name, package.Version, refusal.ToString());
                }
            }
            else if (outcome.Language is { } language)
            {
                _resources.Add(outcome.Resources!);
                languages.Add(language);
                Log.Loaded(_logger, package.Name, package.Version, language.Sha256, language.Provider.Effective, _time.GetElapsedTime(start).TotalMilliseconds);
            }
            else
            {
                refused.Add(new RefusedPackage(package.Name, package.Version, outcome.Refusal!));
                Log.Refused(_logger, package.Name, package.Version, outcome.Refusal!.ToString());
            }
        }).ConfigureAwait(false);

        var snapshot = new ModelSnapshot(loaded, refused, _defaultName, languages);
        Volatile.Write(ref _current, snapshot);
        Report(snapshot);
    }

    public void Dispose()
    {
        while (_resources.TryTake(out var resource))
        {
            resource.Dispose();
        }

        _gate.Dispose();
        _instruments.Dispose();
    }

    private IEnumerable<(string Path, string Name, string Version)> FindPackages() =>
        from model in Directory.EnumerateDirectories(_directory)
        where !Path.GetFileName(model).StartsWith('.')
        from version in Directory.EnumerateDirectories(model)
        where !Path.GetFileName(version).StartsWith('.')
        select (version, Path.GetFileName(model), Path.GetFileName(version));

    private void Report(ModelSnapshot snapshot)
    {
        if (snapshot.Models.Count == 0 && snapshot.Languages.Count == 0)
        {
            Log.NothingLoaded(_logger, _directory, snapshot.Refused.Count);
        }
        else if (_defaultName is not null && snapshot.DefaultName is not null && snapshot.DefaultName != _defaultName)
        {
            Log.DefaultMissing(_logger, _defaultName, snapshot.DefaultName);
        }

        foreach (var report in snapshot.Models.Select(model => model.Provider).Concat(snapshot.Languages.Select(model => model.Provider)).Distinct())
        {
            bool fellBack = report is { Requested: ExecutionProvider.Cuda, Effective: ExecutionProvider.Cpu };
            Log.Provider(_logger, fellBack ? LogLevel.Warning : LogLevel.Information, report.Effective, report.Requested, report.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Model {Name} {Version} ({Sha256}) serves on {Provider} after {Milliseconds:F0} ms.")]
        public static partial void Loaded(
            ILogger logger, string name, string version, string sha256, ExecutionProvider provider, double milliseconds);

        [LoggerMessage(2, LogLevel.Error, "Package {Name} {Version} is refused: {Refusal}")]
        public static partial void Refused(ILogger logger, string name, string version, string refusal);

        [LoggerMessage(3, LogLevel.Warning, "No model is loaded from {Directory}; {Refused} packages are refused.")]
        public static partial void NothingLoaded(ILogger logger, string directory, int refused);

        [LoggerMessage(4, LogLevel.Warning, "The default model {Name} is not loaded; {Instead} answers instead.")]
        public static partial void DefaultMissing(ILogger logger, string name, string instead);

        [LoggerMessage(EventId = 5, Message = "Models run on {Effective}; {Requested} was asked for. {Reason}")]
        public static partial void Provider(
            ILogger logger, LogLevel level, ExecutionProvider effective, ExecutionProvider requested, string reason);

        [LoggerMessage(6, LogLevel.Warning, "Model {Name} {Version} serves without a map: {Refusal}")]
        public static partial void MapRefused(ILogger logger, string name, string version, string refusal);
    }
}
