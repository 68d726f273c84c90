using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Translation;
using TextClassify.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Translation;

/// <summary>A recipe of a translator and its pairs, made ready.</summary>
internal sealed class PreparedTranslator : IPreparedRun<TranslatorOptions, TranslatorLine, TranslatorReport>
{
    private readonly TranslatorRecipe _recipe;
    private readonly SymbolVocabulary _vocabulary;
    private readonly IReadOnlyList<EncodedPair[]> _train;
    private readonly IReadOnlyList<EncodedPair> _dev;

    public PreparedTranslator(TranslatorRecipe recipe, PairData data, RunSource source)
    {
        _recipe = recipe;
        _vocabulary = VocabularyOf(data.Train, recipe);
        _train = [.. data.Train.Select(writings => writings.Select(Encode).ToArray())];
        _dev = [.. data.Dev.Select(Encode)];
        Options = new(
            recipe, source.RecipeName, source.Seed, source.Threads, _train.Count, _dev.Count, data.LeftOut, RunSource.Commit);

        EncodedPair Encode(TextPair pair) => EncodedPair.Of(pair, _vocabulary, recipe.Notation);
    }

    public TranslatorOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<TranslatorLine, TranslatorReport> Begin(Generator random) => new TranslatorTrainee(
        new TranslatorNet(_recipe.Net, _vocabulary.Count, random), _recipe, _train, _dev, _vocabulary.Count, Options.Seed);

    /// <summary>Of the first writing of every pair, most frequent first.</summary>
    private static SymbolVocabulary VocabularyOf(IReadOnlyList<IReadOnlyList<TextPair>> train, TranslatorRecipe recipe)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var writings in train)
        {
            foreach (string text in (string[])[writings[0].Source, writings[0].Target])
            {
                foreach (var (start, length) in Symbols.Cut(text, recipe.Notation))
                {
                    string symbol = text.Substring(start, length);
                    counts[symbol] = counts.GetValueOrDefault(symbol) + 1;
                }
            }
        }

        string[] symbols =
        [
            .. counts
                .Where(count => count.Value >= recipe.MinCount && SymbolVocabulary.IsSymbol(count.Key))
                .OrderByDescending(count => count.Value)
                .ThenBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => count.Key)
                .Take(SymbolVocabulary.MaxCount - SymbolVocabulary.Reserved),
        ];
        return symbols.Length > 0
            ? new SymbolVocabulary(symbols)
            : throw new DataException($"No symbol is in the training pairs {recipe.MinCount} times (minCount).");
    }
}
