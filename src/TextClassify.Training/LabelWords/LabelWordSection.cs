using System.Text;

namespace TextClassify.Training.LabelWords;

/// <summary>The words that drive each label, as a section of a card and a file of its own.</summary>
internal static class LabelWordSection
{
    public const string FileName = "words.md";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="labels">Names of the classes.</param>
    /// <param name="words">From <see cref="LabelWordTable.Of"/>.</param>
    /// <param name="rows">Rows it was made of.</param>
    /// <param name="exclusive">One label excludes the others.</param>
    public static string Format(
        IReadOnlyList<string> labels, IReadOnlyList<IReadOnlyList<LabelWord>> words, int rows, bool exclusive = true)
    {
        string above = exclusive ? " above its mean share of all labels" : "";
        var text = new StringBuilder();
        text.Append(Invariant, $"""

            ## Words that drive each label

            By the model's evidence on {rows} development rows: a word's share of the label's logit{above},
            summed over its places; in brackets the mean of a place and the number of rows. Words of one row are left out.


            """);
        for (int label = 0; label < labels.Count; label++)
        {
            string list = string.Join(", ", words[label].Select(Format));
            text.Append(Invariant, $"- **{labels[label]}**: {(list.Length > 0 ? list : "none in two rows")}\n");
        }

        return text.ToString();
    }

    private static string Format(LabelWord word) =>
        string.Create(Invariant, $"`{word.Word.Replace('`', '\'')}` {word.Sum:F1} ({word.Mean:F2}, {word.Rows})");
}
