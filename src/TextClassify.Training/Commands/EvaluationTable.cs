using Spectre.Console;

namespace TextClassify.Training.Commands;

/// <summary>An evaluation on the console.</summary>
internal static class EvaluationTable
{
    public static void Write(IAnsiConsole console, EvaluationReport evaluation)
    {
        console.WriteLine(Format($"{evaluation.Rows:N0} rows"));
        console.WriteLine(Format($"accuracy           {evaluation.Accuracy:P2}"));
        console.WriteLine(Format($"macro-F1           {evaluation.MacroF1:P2}"));
        console.WriteLine(Format($"calibration error  {evaluation.CalibrationError:F4} at temperature {evaluation.Temperature:F3}"));
        console.WriteLine(Format($"loss               {evaluation.Loss:F4}"));

        if (evaluation.Note is { } note)
        {
            console.WriteLine(note);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("true \\ predicted");
        foreach (string label in evaluation.Labels)
        {
            table.AddColumn(new TableColumn(Markup.Escape(label)).RightAligned());
        }

        table.AddColumn(new TableColumn("precision").RightAligned()).AddColumn(new TableColumn("recall").RightAligned());
        for (int label = 0; label < evaluation.Labels.Count; label++)
        {
            table.AddRow(
            [
                Markup.Escape(evaluation.Labels[label]),
                .. evaluation.Confusion[label].Select(count => Format($"{count}")),
                Format($"{evaluation.Precision[label]:P1}"),
                Format($"{evaluation.Recall[label]:P1}"),
            ]);
        }

        console.Write(table);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
