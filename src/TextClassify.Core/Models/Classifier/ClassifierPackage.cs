namespace TextClassify.Models.Classifier;

/// <summary>A package of a model that labels texts, which passed every check that needs no runtime.</summary>
/// <param name="Manifest">The content of <see cref="ModelManifest.FileName"/>.</param>
/// <param name="Sha256">SHA-256 (lower-case hex) of that file, which holds every other file's: it names the package's content.</param>
/// <param name="Vocabulary">One word a row of the embedding table.</param>
/// <param name="GoldenTexts">At least one.</param>
/// <param name="Profile">Null when the package has no <see cref="ReferenceProfile.FileName"/>.</param>
public sealed record ClassifierPackage(
    ModelManifest Manifest, string Sha256, Vocabulary Vocabulary, IReadOnlyList<GoldenText> GoldenTexts, ReferenceProfile? Profile);
