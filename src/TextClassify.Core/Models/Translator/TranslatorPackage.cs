using TextClassify.Translation;

namespace TextClassify.Models.Translator;

/// <summary>A translator's package that passed every check that needs no runtime.</summary>
/// <param name="Manifest">The content of <see cref="ModelManifest.FileName"/>.</param>
/// <param name="Sha256">Of that file.</param>
/// <param name="Vocabulary">Its symbols.</param>
/// <param name="Golden">At least one.</param>
public sealed record TranslatorPackage(
    TranslatorManifest Manifest, string Sha256, SymbolVocabulary Vocabulary, IReadOnlyList<GoldenTranslation> Golden);

/// <summary>A source whose translation travels with the package and must come out again before it is served.</summary>
/// <param name="Source">As the net reads it.</param>
/// <param name="Target">What the likeliest symbol after the likeliest symbol writes; may be empty.</param>
/// <param name="LogProbability">Of its symbols and of the edge behind them, together; in nats.</param>
public sealed record GoldenTranslation(string Source, string Target, double LogProbability);
