using TextClassify.Inference.Checks;
using TextClassify.Models.Translator;
using TextClassify.Translation;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>Whether both graphs still give what travelled with the package.</summary>
internal static class GoldenTranslationCheck
{
    /// <summary>What the likeliest symbol after the likeliest symbol writes.</summary>
    public static async Task<BeamText> GreedyAsync(
        ITranslationPass pass, SymbolVocabulary vocabulary, TextNotation notation, string source, CancellationToken cancellationToken)
    {
        using var writer = await pass.ReadAsync(vocabulary.Encode(source, notation), mostRows: 1, cancellationToken).ConfigureAwait(false);
        var found = await BeamSearch.RunAsync(writer, pass.Shape, beam: 1, attention: false, cancellationToken).ConfigureAwait(false);
        return found[0];
    }

    public static async Task<PackageRefusal?> RunAsync(
        TranslatorPackage package, ITranslationPass pass, CancellationToken cancellationToken)
    {
        for (int index = 0; index < package.Golden.Count; index++)
        {
            var golden = package.Golden[index];
            var notation = package.Manifest.Notation;
            var found = await GreedyAsync(pass, package.Vocabulary, notation, golden.Source, cancellationToken).ConfigureAwait(false);
            double tolerance = GoldenNumbers.Tolerance * Math.Max(1, Math.Abs(golden.LogProbability));
            if (package.Vocabulary.Decode(found.Ids, notation) != golden.Target
                || !(Math.Abs(found.LogProbability - golden.LogProbability) <= tolerance))
            {
                return new PackageRefusal(
                    ModelManifest.GoldenFile,
                    $"does not reproduce: text {index} gives {found.Ids.Length} symbols of log probability {found.LogProbability:G6} where "
                        + $"another text or {golden.LogProbability:G6} is expected (within {tolerance:G3}).");
            }
        }

        return null;
    }
}
