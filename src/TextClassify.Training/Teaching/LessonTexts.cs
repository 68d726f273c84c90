using TextClassify.Training.Classifier;

namespace TextClassify.Training.Teaching;

/// <summary>The different texts that are taught.</summary>
internal static class LessonTexts
{
    private const int Seed = 1;

    /// <param name="data">Whose training texts come first, each with the index of its label.</param>
    /// <param name="more">Texts beside them, labelled -1; none that training or development has.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataException">A file can't be read.</exception>
    public static IReadOnlyList<(string Text, int Label)> Of(RecipeData data, MoreTexts more, CancellationToken cancellationToken)
    {
        var seen = data.Dev.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        var texts = new List<(string Text, int Label)>();
        int[] labels = data.Labels.IndicesOf(data.Train.Select(row => row.Label));
        foreach (var (row, label) in data.Train.Zip(labels).Where(pair => seen.Add(pair.First.Text)))
        {
            texts.Add((row.Text, label));
        }

        string[] own = [.. texts.Select(text => text.Text)];
        texts.AddRange(new TextVariants(own, new Random(Seed), more.Near).Draw(more.Variants).Where(seen.Add).Select(text => (text, -1)));
        foreach (string file in more.Files)
        {
            var rows = DataFile.Read(file, more.TextColumn, labelColumn: null, cancellationToken).Rows.ToArray();
            new Random(Seed).Shuffle(rows);
            texts.AddRange(rows.Select(row => row.Text).Where(seen.Add).Take(more.Most).Select(text => (text, -1)));
        }

        return texts;
    }
}

/// <summary>What is taught beside a recipe's own texts.</summary>
/// <param name="TextColumn">Of the files.</param>
/// <param name="Files">Whose labels are not read.</param>
/// <param name="Most">Texts of each file.</param>
/// <param name="Variants">Of each of the recipe's texts.</param>
/// <param name="Near">Words that may stand in a word's place in a variant; null for any of the recipe's.</param>
internal sealed record MoreTexts(string TextColumn, IReadOnlyList<string> Files, int Most, int Variants, NearWords? Near = null);
