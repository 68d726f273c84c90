using TextClassify.Text.Words;

namespace TextClassify.Training.Vectors;

/// <summary>Texts as word ids, the most frequent word first. Texts are kept apart by <see cref="Break"/>.</summary>
/// <param name="Tokens">Ids of the kept words; rare words are left out.</param>
/// <param name="Words">Normal forms by id.</param>
/// <param name="Counts">Occurrences by id.</param>
internal sealed record VectorCorpus(int[] Tokens, string[] Words, long[] Counts)
{
    public const int Break = -1;

    public static VectorCorpus Build(IEnumerable<string> texts, int minCount, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new List<string>();
        var counts = new List<long>();
        var tokens = new List<int>();
        foreach (string text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var token in WordTokenizer.Enumerate(text))
            {
                if (!lookup.TryGetValue(token.Normal, out int id))
                {
                    id = words.Count;
                    words.Add(token.Normal.ToString());
                    counts.Add(0);
                    ids.Add(words[id], id);
                }

                counts[id]++;
                tokens.Add(id);
            }

            tokens.Add(Break);
        }

        return Rank(tokens, words, counts, ids, minCount);
    }

    private static VectorCorpus Rank(List<int> tokens, List<string> words, List<long> counts, Dictionary<string, int> ids, int minCount)
    {
        int[] source = FoldRareNumbers(words, counts, ids, minCount);
        int[] kept = [.. Enumerable.Range(0, words.Count).Where(id => counts[id] >= minCount)
            .OrderByDescending(id => counts[id]).ThenBy(id => words[id], StringComparer.Ordinal)];
        int[] rank = new int[words.Count];
        Array.Fill(rank, Break);
        for (int i = 0; i < kept.Length; i++)
        {
            rank[kept[i]] = i;
        }

        int length = 0;
        int[] ranked = new int[tokens.Count];
        foreach (int token in tokens)
        {
            int id = token == Break ? Break : rank[source[token]];
            if (id != Break || token == Break)
            {
                ranked[length++] = id;
            }
        }

        return new VectorCorpus(ranked[..length], [.. kept.Select(id => words[id])], [.. kept.Select(id => counts[id])]);
    }

    /// <summary>Counts a rare number to its form with every digit as 0, where <see cref="Vocabulary.IdOf"/> looks for it.</summary>
    private static int[] FoldRareNumbers(List<string> words, List<long> counts, Dictionary<string, int> ids, int minCount)
    {
        int[] source = [.. Enumerable.Range(0, words.Count)];
        var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[WordTokenizer.MaxNormalLength];
        for (int id = 0; id < source.Length; id++)
        {
            string word = words[id];
            if (counts[id] < minCount && Vocabulary.FoldDigits(word, folded) && !folded[..word.Length].SequenceEqual(word)
                && lookup.TryGetValue(folded[..word.Length], out int target))
            {
                source[id] = target;
                counts[target] += counts[id];
                counts[id] = 0;
            }
        }

        return source;
    }
}
