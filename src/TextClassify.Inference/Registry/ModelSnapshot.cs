using System.Collections.Frozen;

namespace TextClassify.Inference.Registry;

/// <summary>What serves at one moment. Immutable.</summary>
public sealed class ModelSnapshot
{
    private readonly FrozenDictionary<(string Name, string Version), LoadedPackage> _packages;
    private readonly FrozenDictionary<string, ModelTraffic> _traffic;

    /// <summary>Models that are never unloaded, the highest version of each active.</summary>
    internal ModelSnapshot(IEnumerable<ILoadedModel> models, IEnumerable<RefusedPackage> refused, string? defaultName)
        : this(models.Select(model => new LoadedPackage(model)), refused, defaultName, [])
    {
    }

    /// <param name="packages">What is loaded.</param>
    /// <param name="refused">What is not.</param>
    /// <param name="defaultName">The model wanted for requests that name none.</param>
    /// <param name="traffic">By model; what names a version that is not loaded does not count, and without a word the highest version is active.</param>
    internal ModelSnapshot(
        IEnumerable<LoadedPackage> packages, IEnumerable<RefusedPackage> refused, string? defaultName, IEnumerable<ModelTraffic> traffic)
    {
        Packages =
        [
            .. packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, NaturalOrder.Instance),
        ];
        Refused =
        [
            .. refused.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, NaturalOrder.Instance),
        ];
        Models = [.. Packages.Select(package => package.Model).OfType<LoadedModel>()];
        Languages = [.. Packages.Select(package => package.Model).OfType<LoadedLanguageModel>()];
        _packages = Packages.ToFrozenDictionary(package => (package.Name, package.Version));
        var wanted = traffic.ToDictionary(one => one.Name, StringComparer.Ordinal);
        _traffic = Packages.GroupBy(package => package.Name, StringComparer.Ordinal).ToFrozenDictionary(
            versions => versions.Key, versions => Settle(versions.Key, wanted.GetValueOrDefault(versions.Key), versions.Last().Version), StringComparer.Ordinal);
        HasCanaries = _traffic.Values.Any(one => one.Canary is not null);
        string? first = Models is [var model, ..] ? model.Manifest.Name : null;
        DefaultName = defaultName is not null && Models.Any(one => one.Manifest.Name == defaultName) ? defaultName : first;
    }

    /// <summary>All that is loaded, by name, then by version in natural order (2 before 10).</summary>
    public IReadOnlyList<LoadedPackage> Packages { get; }

    /// <summary>The classifiers, in the same order.</summary>
    public IReadOnlyList<LoadedModel> Models { get; }

    /// <summary>The language models, in the same order.</summary>
    public IReadOnlyList<LoadedLanguageModel> Languages { get; }

    public IReadOnlyList<RefusedPackage> Refused { get; }

    /// <summary>One for each model that is loaded.</summary>
    public IEnumerable<ModelTraffic> Traffic => _traffic.Values;

    /// <summary>Whether any model has a canary, so that it matters who asks.</summary>
    public bool HasCanaries { get; }

    /// <summary>The model that answers when a request names none; null when nothing is loaded.</summary>
    public string? DefaultName { get; }

    /// <summary>The version of a model that answers when a request names none; null when the model is not loaded.</summary>
    public string? ActiveVersion(string name) => TrafficOf(name)?.Active;

    public ModelTraffic? TrafficOf(string name) => _traffic.GetValueOrDefault(name);

    /// <summary>Null when it is not loaded.</summary>
    public LoadedPackage? Package(string name, string version) => _packages.GetValueOrDefault((name, version));

    /// <param name="name">Null takes the default model.</param>
    /// <param name="version">Null takes the version that traffic without one goes to.</param>
    /// <param name="key">Whoever is to see one version only; null is never given a canary.</param>
    /// <returns>Null when it is not loaded, or no classifier.</returns>
    public LoadedPackage? Classifier(string? name, string? version, string? key) => Choose<LoadedModel>(name ?? DefaultName, version, key);

    /// <param name="name">Null takes the first language model.</param>
    /// <param name="version">Null takes the version that traffic without one goes to.</param>
    /// <param name="key">Whoever is to see one version only; null is never given a canary.</param>
    /// <returns>Null when it is not loaded, or no language model.</returns>
    public LoadedPackage? Language(string? name, string? version, string? key) =>
        Choose<LoadedLanguageModel>(name ?? (Languages is [var first, ..] ? first.Manifest.Name : null), version, key);

    /// <summary>The classifier of that name and version, as by <see cref="Classifier"/> without a key. Its sessions may be closed at any time: see <see cref="LoadedPackage.TryLease"/>.</summary>
    public LoadedModel? Find(string? name, string? version) => Classifier(name, version, null)?.Model as LoadedModel;

    /// <summary>The same of a language model.</summary>
    public LoadedLanguageModel? FindLanguage(string? name, string? version) => Language(name, version, null)?.Model as LoadedLanguageModel;

    private LoadedPackage? Choose<T>(string? name, string? version, string? key)
        where T : ILoadedModel =>
        name is not null
        && (version ?? TrafficOf(name)?.Choose(key)) is { } chosen
        && Package(name, chosen) is { Model: T } package
            ? package
            : null;

    private ModelTraffic Settle(string name, ModelTraffic? wanted, string highest)
    {
        if (wanted is null)
        {
            return new ModelTraffic(name, highest);
        }

        return wanted with
        {
            Active = Package(name, wanted.Active) is null ? highest : wanted.Active,
            Canary = wanted.Canary is { } canary && Package(name, canary.Version) is not null ? canary : null,
            Shadow = wanted.Shadow is { } shadow && Package(name, shadow) is not null ? shadow : null,
        };
    }
}
