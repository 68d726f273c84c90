using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>Translates pairs' sources as the service does and looks for the right answers among the candidates.</summary>
/// <param name="pass">The net.</param>
/// <param name="vocabulary">Its symbols.</param>
/// <param name="notation">What they are.</param>
/// <param name="beam">Continuations that are kept.</param>
internal sealed class TranslationMeasure(ITranslationPass pass, SymbolVocabulary vocabulary, TextNotation notation, int beam)
{
    private readonly Translator _translator = new(pass, vocabulary, notation);

    /// <param name="pair">As measured pairs are written: a target in SMILES is canonical.</param>
    /// <param name="cancellationToken">Seen at every symbol.</param>
    public async Task<TranslatedPair> OfAsync(TextPair pair, CancellationToken cancellationToken)
    {
        int[] source = vocabulary.Encode(pair.Source, notation);
        var candidates = (await _translator.TranslateAsync(source, beam, attention: true, cancellationToken)).Candidates;
        int rank = 0;
        for (int place = candidates.Count - 1; place >= 0; place--)
        {
            rank = candidates[place].Form == pair.Target ? place + 1 : rank;
        }

        var best = candidates[0];
        return new(
            pair, rank, best.Text, best.IsValid, AttentionFigures.Of(source, best.Found.Ids, best.Found.Attention));
    }
}
