using TextClassify.Forward;
using TextClassify.Language;

namespace TextClassify.Training.Language;

/// <summary>Beginnings of texts, by whose surprisal a language model tells its kind of text from others.</summary>
internal static class Passage
{
    /// <summary>Never through the middle of a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    public static ReadOnlyMemory<int>[] IdsOf(IEnumerable<string> texts, CharacterVocabulary vocabulary) =>
        [.. texts.Select(text => (ReadOnlyMemory<int>)TextRow.Of(vocabulary, text, []).Ids)];

    /// <summary>Mean bits a character of each text, unknown characters counted as <c>/score</c> does.</summary>
    public static async Task<double[]> BitsAsync(
        ILanguagePass pass, CharacterVocabulary vocabulary, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var ids = IdsOf(texts, vocabulary);
        var batch = await pass.ScoreAsync(ids, cancellationToken);
        for (int i = 0; i < ids.Length; i++)
        {
            UnknownCharacters.Charge(ids[i].Span[1..], batch.Bits[i]);
        }

        return [.. batch.Bits.Select(bits => (double)bits.Average())];
    }

    /// <summary>The chance that something foreign has more bits than something known; a tie counts half.</summary>
    public static double Auroc(double[] known, double[] foreign)
    {
        double wins = 0;
        foreach (double other in foreign)
        {
            foreach (double own in known)
            {
                wins += other > own ? 1 : other == own ? 0.5 : 0;
            }
        }

        return wins / ((double)known.Length * foreign.Length);
    }

    /// <summary>Between two ranks in proportion.</summary>
    public static double Quantile(double[] ranked, double share)
    {
        double place = share * (ranked.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, ranked.Length - 1);
        return ranked[below] + ((place - below) * (ranked[above] - ranked[below]));
    }
}
