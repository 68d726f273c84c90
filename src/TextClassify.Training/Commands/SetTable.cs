using Spectre.Console;

namespace TextClassify.Training.Commands;

/// <summary>An evaluation of rows with several labels on the console.</summary>
internal static class SetTable
{
    private static readonly string[] Columns = ["threshold", "rows", "said", "precision", "recall", "F1"];

    public static void Write(IAnsiConsole console, SetReport report)
    {
        console.WriteLine(Format($"{report.Rows:N0} rows"));
        console.WriteLine(Format($"micro-F1           {report.MicroF1:P2}"));
        console.WriteLine(Format($"macro-F1           {report.MacroF1:P2}"));
        console.WriteLine(Format($"all labels right   {report.SubsetAccuracy:P2}"));
        console.WriteLine(Format($"calibration error  {report.CalibrationError:F4} at temperature {report.Temperature:F3}"));
        console.WriteLine(Format($"loss               {report.Loss:F4}"));

        var table = new Table().Border(TableBorder.Simple).AddColumn("label");
        foreach (string column in Columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        for (int label = 0; label < report.Labels.Count; label++)
        {
            table.AddRow(
                Markup.Escape(report.Labels[label]),
                Format($"{report.Thresholds[label]:F3}"),
                Format($"{report.Actual[label]}"),
                Format($"{report.Said[label]}"),
                Format($"{report.Precision[label]:P1}"),
                Format($"{report.Recall[label]:P1}"),
                Format($"{report.F1[label]:P1}"));
        }

        console.Write(table);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
