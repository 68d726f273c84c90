using TextClassify.Training.Predictions;

namespace TextClassify.Training.LabelErrors;

/// <summary><c>label-errors.csv</c> of a run folder: rows that another label fits better, the most doubtful first.</summary>
internal static class LabelErrorFile
{
    public const string Name = "label-errors.csv";

    /// <summary>Writes the rows whose likeliest label is another than their own, and says how many they are.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="rows">The rows that were judged.</param>
    /// <param name="labels">Names of the classes.</param>
    /// <param name="doubts">From <see cref="LabelDoubts.Rank"/>.</param>
    public static int Write(
        string path, IReadOnlyList<LabelledText> rows, IReadOnlyList<string> labels, IReadOnlyList<LabelDoubt> doubts)
    {
        string[][] lines =
        [
            .. doubts.Where(doubt => labels[doubt.Suggested] != rows[doubt.Row].Label).Select(doubt => (string[])
            [
                RowFile.Number(rows[doubt.Row].Line), rows[doubt.Row].Text, rows[doubt.Row].Label, labels[doubt.Suggested],
                RowFile.Number(doubt.LabelScore), RowFile.Number(doubt.SuggestedScore), doubt.IsConfident ? "1" : "0",
            ]),
        ];
        RowFile.Write(path, ["line", "text", "label", "suggested", "label_score", "suggested_score", "confident"], lines);
        return lines.Length;
    }
}
