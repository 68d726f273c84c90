using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>A language model that serves. Immutable, safe for concurrent use; its resources belong to the registry.</summary>
public sealed record LoadedLanguageModel : ILoadedModel
{
    public required LanguageManifest Manifest { get; init; }

    PackageManifest ILoadedModel.Manifest => Manifest;

    /// <summary>Names the package's content.</summary>
    public required string Sha256 { get; init; }

    public required CharacterVocabulary Vocabulary { get; init; }

    public required ILanguagePass Pass { get; init; }

    /// <summary>How surprising its development texts are.</summary>
    public required LanguageProfile Profile { get; init; }

    /// <summary>The methods that say which characters moved what it expects.</summary>
    public required ExplainerCatalog Explainers { get; init; }

    public required ExecutionProviderReport Provider { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }
}
