using System.Text;

namespace TextClassify.Training.Packaging;

/// <summary>Tables of a model card whose texts may have several labels.</summary>
internal static class SetTables
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void AppendFigures(StringBuilder text, IReadOnlyList<SetFigures> runs) =>
        CardTables.AppendFigures(text, runs, run => run.Seed,
        [
            ("micro F1", run => run.Matrix.MicroF1),
            ("macro F1", run => run.Matrix.MacroF1),
            ("all labels of a text right (subset accuracy)", run => run.Matrix.SubsetAccuracy),
            ("micro F1 with every threshold a half", run => run.AtHalf.MicroF1),
            ("macro F1 with every threshold a half", run => run.AtHalf.MacroF1),
            ("calibration error of all scores (ECE, 15 bins), before temperature", run => run.CalibrationErrorBefore),
            ("calibration error after temperature", run => run.CalibrationErrorAfter),
            ("loss (nats, summed over labels), before temperature", run => run.LossBefore),
            ("loss after temperature", run => run.LossAfter),
            ("temperature", run => run.Temperature),
        ]);

    public static void AppendLabels(StringBuilder text, IReadOnlyList<string> labels, SetFigures figures)
    {
        text.Append("""

            A text may have several labels, or none: those whose score reaches the threshold. Thresholds were chosen on these rows, so that
            the figures at them lean to the good side.

            | | threshold | chosen | rows with it | said | precision | recall | F1 |
            |---|---:|---|---:|---:|---:|---:|---:|

            """);
        var matrix = figures.Matrix;
        for (int label = 0; label < labels.Count; label++)
        {
            string name = labels[label].Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(Invariant, $"| **{name}** | {figures.Thresholds.Values[label]:F3} ");
            text.Append(Invariant, $"| {(figures.Thresholds.Fitted[label] ? "by F1" : "a half")} | {matrix.Actual(label)} ");
            text.Append(Invariant, $"| {matrix.Said(label)} | {matrix.Precision(label):F3} | {matrix.Recall(label):F3} ");
            text.Append(Invariant, $"| {matrix.F1(label):F3} |\n");
        }
    }
}
