using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Traffic;

namespace TextClassify.Infrastructure;

/// <summary>Models that nobody changes, but for a canary that is suspended.</summary>
internal sealed class FixedRegistry(string? defaultName, params LoadedClassifier[] models) : IModelRegistry
{
    private static readonly ModelChange Unknown = new(ModelChangeResult.Unknown);

    public ModelSnapshot Current { get; private set; } = new(models, [], defaultName);

    /// <summary>Lets a version take a share.</summary>
    public FixedRegistry With(ModelTraffic traffic)
    {
        Current = new ModelSnapshot(Current.Packages, [], Current.DefaultName, [traffic]);
        return this;
    }

    public IReadOnlyCollection<LoadedPackage> Draining => [];

    public Task LoadAllAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<LoadedPackage>> ScanAsync(Action<ILoadedModel>? verified, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LoadedPackage>>([]);

    public void EndLongRuns()
    {
    }

    public IReadOnlyList<string> Stored(string name) => [];

    public Task<ModelChange> LoadAsync(string name, string version, Action<ILoadedModel>? verified, CancellationToken cancellationToken) =>
        Task.FromResult(Unknown);

    public Task<ModelChange> AdoptAsync(
        string name, string version, string directory, Action<ILoadedModel>? verified, CancellationToken cancellationToken) =>
            Task.FromResult(Unknown);

    public ModelChange Activate(string name, string version, bool otherLabels) => Unknown;

    public ModelChange Unload(string name, string version) => Unknown;

    public bool SuspendCanary(string name, string version, bool suspended)
    {
        var traffic = TrafficRules.Suspend(Current, name, version, suspended);
        return traffic is not null && With(traffic) is not null;
    }

    public ModelChange SetTraffic(string name, CanaryTraffic? canary, string? shadow) => Unknown;
}
