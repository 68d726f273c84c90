namespace TextClassify.Training.Rows;

/// <summary>
/// Words that stand as often as chance has it in the rows of every label, so that one in another's place changes nothing about a text.
/// Learning that makes a net hang less on which name, number or thing a text happens to be about; the unigram noise of Xie et al.
/// (2017), kept away from the words that carry the label and from those that carry the grammar.
/// </summary>
/// <param name="ids">In the order of the vocabulary.</param>
internal sealed class EvenWords(int[] ids)
{
    // The most frequent words are those of the grammar, negations and "but" among them: each stands evenly, and none means nothing.
    private const int GrammarWords = 500;

    // A rarer word has too few texts to tell that it stands evenly.
    private const int FewestOccurrences = 8;

    // Standard deviations from what chance has: nineteen of twenty words that carry nothing are within.
    private const double WidestDeviation = 2;

    // Of the exchanges: what the vocabulary lacks is mostly a name, which carries no label either.
    private const double UnknownShare = 0.25;

    private readonly HashSet<int> _known = [.. ids];

    public IReadOnlyList<int> Ids => ids;

    /// <param name="texts">Ids of the words of each text.</param>
    /// <param name="labels">Of each text; below 0 of one that has none, which isn't counted.</param>
    /// <param name="words">V, the most frequent first.</param>
    /// <param name="classes">C.</param>
    public static EvenWords Find(IReadOnlyList<ReadOnlyMemory<int>> texts, ReadOnlySpan<int> labels, int words, int classes)
    {
        long[] counts = new long[words * classes];
        long[] totals = new long[classes];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            totals[labels[i]] += texts[i].Length;
            foreach (int id in texts[i].Span)
            {
                counts[(id * classes) + labels[i]]++;
            }
        }

        double all = totals.Sum();
        int first = Vocabulary.UnknownId + 1 + GrammarWords;
        return new([.. Enumerable.Range(first, Math.Max(0, words - first))
            .Where(id => StandsEvenly(counts.AsSpan(id * classes, classes), totals, all))]);
    }

    /// <summary>Puts another such word, or the unknown one, in the place of a share of those in <paramref name="texts"/>.</summary>
    public void Exchange(int[] texts, double share, Random draws)
    {
        for (int i = 0; ids.Length > 0 && i < texts.Length; i++)
        {
            if (_known.Contains(texts[i]) && draws.NextDouble() < share)
            {
                texts[i] = draws.NextDouble() < UnknownShare ? Vocabulary.UnknownId : ids[draws.Next(ids.Length)];
            }
        }
    }

    private static bool StandsEvenly(ReadOnlySpan<long> counts, ReadOnlySpan<long> totals, double all)
    {
        long occurrences = 0;
        foreach (long count in counts)
        {
            occurrences += count;
        }

        if (occurrences < FewestOccurrences)
        {
            return false;
        }

        for (int label = 0; label < counts.Length; label++)
        {
            double chance = totals[label] / all;
            double deviation = Math.Sqrt(occurrences * chance * (1 - chance));
            if (Math.Abs(counts[label] - (occurrences * chance)) > WidestDeviation * deviation)
            {
                return false;
            }
        }

        return true;
    }
}
