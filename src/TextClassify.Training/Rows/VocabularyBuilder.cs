using System.Runtime.InteropServices;
using TextClassify.Text.Words;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Rows;

/// <summary>Chooses the words a model knows.</summary>
internal static class VocabularyBuilder
{
    /// <summary>
    /// Training words seen at least <paramref name="minCount"/> times, the most frequent first, then the first words of the vectors file,
    /// so that words training never saw still have a meaning; at most <paramref name="maxRows"/> rows with padding and unknown. A number
    /// too rare to stay is counted as its form with every digit as 0.
    /// </summary>
    /// <param name="texts">To train on.</param>
    /// <param name="vectors">Further words; null for none.</param>
    /// <param name="minCount">Fewest occurrences.</param>
    /// <param name="maxRows">Most rows.</param>
    /// <param name="unknown">
    /// Words that are to be the unknown word, and with them those of the vectors that no text has; null for none.
    /// </param>
    public static Vocabulary Build(
        IEnumerable<string> texts, WordVectors? vectors, int minCount, int maxRows, IReadOnlySet<string>? unknown = null)
    {
        var counts = Count(texts);
        FoldRareNumbers(counts, minCount);
        var seen = counts.Where(word => word.Value >= minCount)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => word.Key);

        // How a word is written that no text has can't be told, so that it may be one of them.
        var further = (vectors?.Words ?? []).Where(word => unknown is null || counts.ContainsKey(word));
        var words = seen.Concat(further).Where(word => unknown?.Contains(word) is not true);
        IEnumerable<string> rows = [Vocabulary.Pad, Vocabulary.Unknown, .. words];
        return new Vocabulary(rows.Distinct(StringComparer.Ordinal).Take(maxRows));
    }

    private static Dictionary<string, int> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            foreach (var token in WordTokenizer.Enumerate(text))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, token.Normal, out _)++;
            }
        }

        return counts;
    }

    private static void FoldRareNumbers(Dictionary<string, int> counts, int minCount)
    {
        Span<char> folded = stackalloc char[WordTokenizer.MaxNormalLength];
        foreach (var (word, count) in counts.ToArray())
        {
            if (count < minCount && Vocabulary.FoldDigits(word, folded))
            {
                string form = folded[..word.Length].ToString();
                if (form != word)
                {
                    counts.Remove(word);
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, form, out _) += count;
                }
            }
        }
    }
}
