using System.Collections.Frozen;
using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>What serves at one moment. Immutable.</summary>
public sealed class ModelSnapshot
{
    private readonly FrozenDictionary<(string Name, string Version), LoadedPackage> _packages;
    private readonly FrozenDictionary<string, ModelTraffic> _traffic;
    private readonly ITextClassifier? _default;

    /// <summary>Models that are never unloaded, the highest version of each active.</summary>
    internal ModelSnapshot(IEnumerable<ILoadedModel> models, IEnumerable<RefusedPackage> refused, string? defaultName)
        : this(models.Select(model => new LoadedPackage(model)), refused, defaultName, [])
    {
    }

    /// <param name="packages">What is loaded.</param>
    /// <param name="refused">What is not.</param>
    /// <param name="defaultName">The model wanted for requests that name none.</param>
    /// <param name="traffic">By model; what names a version that is not loaded does not count, and without a word the highest version is
    /// active.</param>
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
        _packages = Packages.ToFrozenDictionary(package => (package.Name, package.Version));
        var wanted = traffic.ToDictionary(one => one.Name, StringComparer.Ordinal);
        _traffic = Packages.GroupBy(package => package.Name, StringComparer.Ordinal).ToFrozenDictionary(
            versions => versions.Key,
            versions => Settle(versions.Key, wanted.GetValueOrDefault(versions.Key), versions.Last().Version),
            StringComparer.Ordinal);
        HasCanaries = _traffic.Values.Any(one => one.Canary is not null);
        _default = All<ITextClassifier>().FirstOrDefault(model => model.Manifest.Name == defaultName)
            ?? All<ITextClassifier>().OrderBy(model => model is IAspectClassifier).FirstOrDefault();
    }

    /// <summary>All that is loaded, by name, then by version in natural order (2 before 10).</summary>
    public IReadOnlyList<LoadedPackage> Packages { get; }

    public IReadOnlyList<RefusedPackage> Refused { get; }

    /// <summary>One for each model that is loaded.</summary>
    public IEnumerable<ModelTraffic> Traffic => _traffic.Values;

    /// <summary>Whether any model has a canary, so that it matters who asks.</summary>
    public bool HasCanaries { get; }

    /// <summary>
    /// The model that answers when a request names none, if there is one that takes a text and no more; null when nothing is loaded.
    /// </summary>
    public string? DefaultName => _default?.Manifest.Name;

    /// <summary>The version of a model that answers when a request names none; null when the model is not loaded.</summary>
    public string? ActiveVersion(string name) => TrafficOf(name)?.Active;

    public ModelTraffic? TrafficOf(string name) => _traffic.GetValueOrDefault(name);

    /// <summary>Null when it is not loaded.</summary>
    public LoadedPackage? Package(string name, string version) => _packages.GetValueOrDefault((name, version));

    /// <summary>The loaded models that can do something, in the order of <see cref="Packages"/>.</summary>
    public IEnumerable<T> All<T>()
        where T : class, ILoadedModel => Packages.Select(package => package.Model).OfType<T>();

    /// <summary>
    /// Chooses the model of a request. Takes no lock and allocates nothing where a model is named or the default one fits.
    /// </summary>
    /// <typeparam name="T">What the model must be able to do.</typeparam>
    /// <param name="name">Null takes the default model where it can, else the first that can.</param>
    /// <param name="version">Null takes the version that traffic without one goes to.</param>
    /// <param name="key">Whoever is to see one version only; null is never given a canary.</param>
    /// <returns>Null when it is not loaded, or can't do it.</returns>
    public LoadedPackage? Choose<T>(string? name, string? version, string? key)
        where T : class, ILoadedModel =>
        (name ?? NameFor<T>()) is { } model
        && (version ?? TrafficOf(model)?.Choose(key)) is { } chosen
        && Package(model, chosen) is { Model: T } package
            ? package
            : null;

    /// <summary>
    /// The same without a key. Its sessions may be closed at any time: see <see cref="LoadedPackage.TryLease"/>.
    /// </summary>
    public T? Find<T>(string? name, string? version)
        where T : class, ILoadedModel => Choose<T>(name, version, null)?.Model as T;

    private string? NameFor<T>()
        where T : class, ILoadedModel => _default is T ? DefaultName : All<T>().FirstOrDefault()?.Manifest.Name;

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
