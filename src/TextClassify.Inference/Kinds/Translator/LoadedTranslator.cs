using TextClassify.Models.Translator;
using TextClassify.Translation;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>A translator that serves.</summary>
public sealed record LoadedTranslator : ITranslator
{
    public required TranslatorManifest Manifest { get; init; }

    PackageManifest ILoadedModel.Manifest => Manifest;

    public required string Sha256 { get; init; }

    public required ExecutionProviderReport Provider { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    public TextNotation Notation => Manifest.Notation;

    public required SymbolVocabulary Vocabulary { get; init; }

    public required ITranslationPass Pass { get; init; }
}
