using CsvHelper;

namespace TextClassify.Training.Predictions;

/// <summary>Rows as a CSV file after RFC 4180, in UTF-8, as every tool reads it.</summary>
internal static class RowFile
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Of predictions: <c>line,text,label,predicted,score,label_score,right</c>.</summary>
    public static void Write(string path, IEnumerable<RowPrediction> rows) => Write(
        path,
        ["line", "text", "label", "predicted", "score", "label_score", "right"],
        rows.Select(row => (string[])
        [
            Number(row.Row.Line), row.Row.Text, LabelSet.InWords(row.Row.Label), LabelSet.InWords(row.Predicted),
            Number(row.Score), Number(row.LabelScore), row.IsRight ? "1" : "0",
        ]));

    /// <summary>Of rows that are written out already. The file is whole or not there.</summary>
    public static void Write(string path, string[] header, IEnumerable<string[]> rows) => AtomicFile.Write(Path.GetFullPath(path), stream =>
    {
        using var writer = CsvWriter.Create(stream, leaveOpen: true);
        foreach (string[] row in rows.Prepend(header))
        {
            writer.WriteRecord(row);
        }
    });

    public static string Number(int value) => value.ToString(Invariant);

    /// <summary>A score with four digits, which is more than a development set says.</summary>
    public static string Number(double value) => value.ToString("0.0000", Invariant);
}
