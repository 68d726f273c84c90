using TextClassify.Training.Classifier;

namespace TextClassify.Training.Teaching;

/// <summary>The different texts that are taught.</summary>
internal static class LessonTexts
{
    private const int Seed = 1;

    /// <param name="data">Whose training texts come first, each with the index of its label.</param>
    /// <param name="textColumn">Of the files.</param>
    /// <param name="files">More texts, labelled -1; none that training or development has.</param>
    /// <param name="most">Of each file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataException">A file can't be read.</exception>
    public static IReadOnlyList<(string Text, int Label)> Of(
        RecipeData data, string textColumn, IReadOnlyList<string> files, int most, CancellationToken cancellationToken)
    {
        var seen = data.Dev.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        var texts = new List<(string Text, int Label)>();
        int[] labels = data.Labels.IndicesOf(data.Train.Select(row => row.Label));
        foreach (var (row, label) in data.Train.Zip(labels).Where(pair => seen.Add(pair.First.Text)))
        {
            texts.Add((row.Text, label));
        }

        foreach (string file in files)
        {
            var rows = DataFile.Read(file, textColumn, labelColumn: null, cancellationToken).Rows.ToArray();
            new Random(Seed).Shuffle(rows);
            texts.AddRange(rows.Select(row => row.Text).Where(seen.Add).Take(most).Select(text => (text, -1)));
        }

        return texts;
    }
}
