using System.Text;

namespace TextClassify.Training.Language;

/// <summary>The texts of a recipe.</summary>
/// <param name="Train">Texts to fit, replacements made.</param>
/// <param name="Dev">Texts to measure on.</param>
internal sealed record LanguageData(IReadOnlyList<string> Train, IReadOnlyList<string> Dev)
{
    /// <exception cref="DataException">A file is unusable or empty.</exception>
    public static LanguageData Read(LanguageRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var rows = recipe.Train.SelectMany(file => ReadFile(recipe, Path.Combine(folder, file), cancellationToken)).ToArray();
        if (recipe.Dev is { } dev)
        {
            return new(Texts(recipe, rows), Texts(recipe, ReadFile(recipe, Path.Combine(folder, dev), cancellationToken)));
        }

        var (train, held) = DevSplit.Split(rows, recipe.DevShare);
        return held.Count > 0
            ? new(Texts(recipe, train), Texts(recipe, held))
            : throw new DataException($"{rows.Length} texts are too few to set development texts aside.");
    }

    /// <summary>Characters seen at least <paramref name="minCount"/> times, most frequent first; at most what a vocabulary takes.</summary>
    public CharacterVocabulary Vocabulary(int minCount)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (string text in Train)
        {
            foreach (var character in text.EnumerateRunes())
            {
                counts[character] = counts.GetValueOrDefault(character) + 1;
            }
        }

        counts.Remove(Rune.ReplacementChar);
        return new CharacterVocabulary(counts
            .Where(count => count.Value >= minCount)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key.Value)
            .Select(count => count.Key)
            .Take(CharacterVocabulary.MaxCount - 2));
    }

    private static string[] Texts(LanguageRecipe recipe, IReadOnlyList<LabelledText> rows) =>
    [
        .. rows.Select(row => recipe.Replace.Aggregate(
            row.Text, (text, pair) => text.Replace(pair.Old, pair.New, StringComparison.Ordinal))),
    ];

    private static IReadOnlyList<LabelledText> ReadFile(LanguageRecipe recipe, string path, CancellationToken cancellationToken)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (!plain.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return DataFile.Read(path, recipe.TextColumn, labelColumn: null, cancellationToken).Rows;
        }

        DataStream.ThrowIfAbsent(path);
        using var reader = new StreamReader(DataStream.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            var rows = new List<LabelledText>();
            while (reader.ReadLine() is { } line)
            {
                rows.Add(new LabelledText(line, ""));
            }

            return rows;
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidDataException)
        {
            throw new DataException($"{Path.GetFileName(path)} is no UTF-8 text: {exception.Message}", exception);
        }
    }
}
