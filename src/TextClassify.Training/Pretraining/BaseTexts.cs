using System.Runtime.InteropServices;
using TextClassify.Text.Words;

namespace TextClassify.Training.Pretraining;

/// <summary>What a base is made of: the words of all texts by frequency, and the texts that the teacher reads.</summary>
/// <param name="Words">Normal forms and how often each was seen, the most frequent first.</param>
/// <param name="Texts">Each with the index of its finer label, or -1.</param>
internal sealed record BaseTexts(IReadOnlyList<KeyValuePair<string, int>> Words, IReadOnlyList<(string Text, int Label)> Texts)
{
    // Words that one text repeats are in no dictionary; a vector of them would be noise.
    private const int LeastCount = 3;

    private const int Seed = 1;

    /// <exception cref="DataException">A file can't be read, or has a label that the recipe doesn't name.</exception>
    public static BaseTexts Read(BaseRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new Random(Seed);
        foreach (var corpus in recipe.Corpora)
        {
            var rows = DataFile.Read(Path.Combine(folder, corpus.File), corpus.TextColumn, corpus.LabelColumn, cancellationToken).Rows;
            Count(rows, counts);
            var shuffled = rows.ToArray();
            random.Shuffle(shuffled);
            foreach (var row in shuffled.Take(corpus.Texts))
            {
                string stretch = Stretch(row.Text, recipe.MaxTokens, random);
                if (stretch.Length > 0)
                {
                    texts.TryAdd(stretch, corpus.LabelColumn is null ? -1 : LabelOf(recipe, corpus, row.Label));
                }
            }
        }

        var words = counts.Where(pair => pair.Value >= LeastCount)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(recipe.Words);
        return new([.. words], [.. texts.Select(pair => (pair.Key, pair.Value))]);
    }

    /// <summary>
    /// The text, or at most <paramref name="most"/> tokens of a longer one from the beginning of a sentence, which is behind a full stop.
    /// </summary>
    private static string Stretch(string text, int most, Random random)
    {
        var tokens = new List<(int Start, int End)>();
        var begins = new List<int> { 0 };
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            tokens.Add((token.Start, token.End));
            if (token.Normal is "." or "!" or "?")
            {
                begins.Add(tokens.Count);
            }
        }

        if (tokens.Count <= most)
        {
            return text.Trim();
        }

        var whole = begins.Where(begin => begin + (most / 2) <= tokens.Count).ToArray();
        int first = whole[random.Next(whole.Length)];
        int last = Math.Min(first + most, tokens.Count) - 1;
        return text[tokens[first].Start..tokens[last].End];
    }

    private static void Count(IEnumerable<LabelledText> rows, Dictionary<string, int> counts)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var row in rows)
        {
            foreach (var token in WordTokenizer.Enumerate(row.Text))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, token.Normal, out _)++;
            }
        }
    }

    private static int LabelOf(BaseRecipe recipe, BaseCorpus corpus, string label) =>
        recipe.FinerLabels.Index().Where(pair => pair.Item == label).Select(pair => pair.Index).FirstOrDefault(-1) is >= 0 and var index
            ? index
            : throw new DataException($"{corpus.File} has the label '{label}', which finerLabels doesn't name.");
}
