using TextClassify.Explain.Catalog;
using TextClassify.Models.Language;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>A language model of characters that serves.</summary>
public sealed record LoadedLanguageModel : ICharacterModel
{
    public required LanguageManifest Manifest { get; init; }

    PackageManifest ILoadedModel.Manifest => Manifest;

    public required string Sha256 { get; init; }

    public required ExecutionProviderReport Provider { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    public IReadOnlyList<string> Capabilities => Manifest.Capabilities ?? [];

    public required CharacterVocabulary Vocabulary { get; init; }

    public required ILanguagePass Pass { get; init; }

    /// <summary>How surprising its development texts are.</summary>
    public required LanguageProfile Profile { get; init; }

    public IReadOnlyList<double> BitsPercentiles => Profile.BitsPercentiles;

    public int PassageLength => Profile.PassageLength;

    public required ExplainerCatalog Explainers { get; init; }
}
