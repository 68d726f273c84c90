using System.Collections.Frozen;

namespace TextClassify.Inference.Registry;

/// <summary>What serves at one moment. Immutable.</summary>
public sealed class ModelSnapshot
{
    private readonly FrozenDictionary<(string Name, string Version), LoadedModel> _models;
    private readonly FrozenDictionary<string, string> _active;

    internal ModelSnapshot(
        IEnumerable<LoadedModel> models, IEnumerable<RefusedPackage> refused, string? defaultName, IEnumerable<LoadedLanguageModel>? languages = null)
    {
        Languages =
        [
            .. (languages ?? []).OrderBy(model => model.Manifest.Name, StringComparer.Ordinal)
                .ThenBy(model => model.Manifest.Version, NaturalOrder.Instance),
        ];
        Models =
        [
            .. models.OrderBy(model => model.Manifest.Name, StringComparer.Ordinal)
                .ThenBy(model => model.Manifest.Version, NaturalOrder.Instance),
        ];
        Refused =
        [
            .. refused.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, NaturalOrder.Instance),
        ];
        _models = Models.ToFrozenDictionary(model => (model.Manifest.Name, model.Manifest.Version));
        _active = Models.GroupBy(model => model.Manifest.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(versions => versions.Key, versions => versions.Last().Manifest.Version, StringComparer.Ordinal);
        string? first = Models.OrderBy(model => model.Aspects is not null).Select(model => model.Manifest.Name).FirstOrDefault();
        DefaultName = defaultName is not null && _active.ContainsKey(defaultName) ? defaultName : first;
    }

    /// <summary>The classifiers, by name, then by version in natural order (2 before 10).</summary>
    public IReadOnlyList<LoadedModel> Models { get; }

    /// <summary>The language models, in the same order.</summary>
    public IReadOnlyList<LoadedLanguageModel> Languages { get; }

    public IReadOnlyList<RefusedPackage> Refused { get; }

    /// <summary>The model that answers when a request names none, if there is one that takes a text and no more; null when nothing is loaded.</summary>
    public string? DefaultName { get; }

    /// <summary>The version of a model that answers when a request names none, the highest; null when the model is not loaded.</summary>
    public string? ActiveVersion(string name) => _active.GetValueOrDefault(name);

    /// <param name="name">Null takes the default model.</param>
    /// <param name="version">Null takes the model's active version.</param>
    /// <returns>Null when it is not loaded.</returns>
    public LoadedModel? Find(string? name, string? version) =>
        (name ?? DefaultName) is { } found && (version ?? ActiveVersion(found)) is { } chosen
            ? _models.GetValueOrDefault((found, chosen))
            : null;

    /// <param name="name">Null takes the first language model.</param>
    /// <param name="version">Null takes the highest.</param>
    /// <returns>Null when it is not loaded.</returns>
    public LoadedLanguageModel? FindLanguage(string? name, string? version)
    {
        name ??= Languages is [var first, ..] ? first.Manifest.Name : null;
        return Languages.LastOrDefault(model => model.Manifest.Name == name && (version is null || model.Manifest.Version == version));
    }
}
