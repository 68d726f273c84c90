using System.Text;

namespace TextClassify.Training.Packaging;

/// <summary>Tables of a model card.</summary>
internal static class CardTables
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A row a figure: the shipped run's, and mean and spread over all seeds.</summary>
    public static void AppendFigures<T>(
        StringBuilder text, IReadOnlyList<T> runs, Func<T, int> seed, IEnumerable<(string Name, Func<T, double> Of)> figures)
    {
        string seeds = string.Join(", ", runs.Select(run => seed(run).ToString(Invariant)));
        text.Append(Invariant, $"| figure | this model | mean of seeds {seeds} | standard deviation |\n|---|---:|---:|---:|\n");
        foreach (var (name, figure) in figures)
        {
            var spread = SeedSpread.Of([.. runs.Select(figure)]);
            string deviation = runs.Count > 1 ? spread.Deviation.ToString("F4", Invariant) : "one run";
            text.Append(Invariant, $"| {name} | {figure(runs[0]):F4} | {spread.Mean:F4} | {deviation} |\n");
        }
    }

    /// <summary>What every kind of classifier is measured by.</summary>
    public static IEnumerable<(string Name, Func<T, double> Of)> Figures<T>(string prefix, Func<T, DevFigures> figures) =>
    [
        ($"{prefix}accuracy", run => figures(run).Matrix.Accuracy),
        ($"{prefix}macro F1", run => figures(run).Matrix.MacroF1),
        ($"{prefix}calibration error (ECE, 15 bins), before temperature", run => figures(run).CalibrationErrorBefore),
        ($"{prefix}calibration error after temperature", run => figures(run).CalibrationErrorAfter),
        ($"{prefix}loss (nats), before temperature", run => figures(run).LossBefore),
        ($"{prefix}loss after temperature", run => figures(run).LossAfter),
        ("temperature", run => figures(run).Temperature),
    ];

    /// <summary>Rows by true and predicted class.</summary>
    public static void AppendClasses(StringBuilder text, string title, IReadOnlyList<string> labels, ConfusionMatrix matrix)
    {
        string[] names = [.. labels.Select(label => label.Replace("|", "\\|", StringComparison.Ordinal))];
        text.Append(Invariant, $"\n{title}\n\n| | {string.Join(" | ", names)} | precision | recall | F1 |\n");
        text.Append(Invariant, $"|---|{string.Concat(Enumerable.Repeat("---:|", labels.Count + 3))}\n");
        for (int label = 0; label < labels.Count; label++)
        {
            var counts = Enumerable.Range(0, labels.Count).Select(predicted => matrix[label, predicted].ToString(Invariant));
            text.Append(Invariant, $"| **{names[label]}** | {string.Join(" | ", counts)} ");
            text.Append(Invariant, $"| {matrix.Precision(label):F3} | {matrix.Recall(label):F3} | {matrix.F1(label):F3} |\n");
        }
    }

    /// <summary>Begins the sentence on how sure a score is.</summary>
    public static string Scores(Calibration calibration) => calibration.IsDetermined
        ? "Scores are calibrated for the development texts;"
        : "Scores are the net's own, as the development texts determine no temperature;";
}
