using System.Text;
using TextClassify.Explain.Quality.Metrics;

namespace TextClassify.Training.Explaining;

/// <summary>A comparison as Markdown: one row a method, the best of each column in bold, and who agrees with whom.</summary>
internal static class ComparisonTable
{
    private const string Absent = "–";

    public static string Format(ComparisonReport report)
    {
        var text = new StringBuilder();
        var ci = CultureInfo.InvariantCulture;
        text.Append(ci, $"{report.Model} (sha256 {report.Sha256[..12]}) on {report.Texts} of the {report.Rows} rows of {report.Data}");
        text.Append(report.Accuracy is { } accuracy ? string.Create(ci, $", which it labels right in {accuracy:P1} of cases") : "");
        text.Append(ci, $". Removal: {report.Options.Removal.ToString().ToLowerInvariant()}; seed {report.Options.Seed}.");
        if (report.TextsWithRationales > 0)
        {
            text.Append(ci, $" Plausibility over {report.TextsWithRationales} texts that hold rationales and are labelled right; ");
            text.Append("an explanation marks as many tokens as people did.");
        }

        text.Append("\n\n");
        AppendFigures(text, report);
        text.Append("\nAgreement, mean Spearman correlation of the scores:\n\n");
        AppendAgreement(text, report);
        return text.ToString();
    }

    private static void AppendFigures(StringBuilder text, ComparisonReport report)
    {
        var columns = report.Methods[0].Metrics.Keys
            .Where(metric => report.Methods.Any(method => method.Metrics[metric].Mean is not null))
            .ToArray();
        var best = columns.ToDictionary(metric => metric, metric => Best(report, metric));
        var heads = columns.Select(metric => $"{metric} {(HigherIsBetter(metric) ? "↑" : "↓")}");
        Append(text, ["method", .. heads, "converged", "model calls", "ms"]);
        text.Append('|').Append("---|").Insert(text.Length, "---:|", columns.Length + 3).Append('\n');
        foreach (var method in report.Methods)
        {
            Append(
                text,
                [
                    $"`{method.Method}`",
                    .. columns.Select(metric => Cell(method.Metrics[metric], best[metric])),
                    method.Converged is { } share ? share.ToString("P1", CultureInfo.InvariantCulture) : Absent,
                    method.ModelCalls.ToString("F0", CultureInfo.InvariantCulture),
                    method.Milliseconds.ToString("F1", CultureInfo.InvariantCulture),
                ]);
        }
    }

    private static void AppendAgreement(StringBuilder text, ComparisonReport report)
    {
        Append(text, ["", .. report.Methods.Select(method => $"`{method.Method}`")]);
        text.Append('|').Append("---|").Insert(text.Length, "---:|", report.Methods.Count).Append('\n');
        for (int row = 0; row < report.Methods.Count; row++)
        {
            Append(
                text,
                [
                    $"`{report.Methods[row].Method}`",
                    .. report.Agreement[row].Select(value => value?.ToString("F2", CultureInfo.InvariantCulture) ?? Absent),
                ]);
        }
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(ComparedFigure figure, double? best) => figure.Mean switch
    {
        null => Absent,
        { } mean when mean == best => $"**{Figure(mean)}**",
        { } mean => Figure(mean),
    };

    private static string Figure(double value) => value.ToString(Math.Abs(value) >= 100 ? "F1" : "F3", CultureInfo.InvariantCulture);

    /// <summary>Of the columns' figures; plausibility is better higher.</summary>
    private static double? Best(ComparisonReport report, string metric)
    {
        var means = report.Methods.Select(method => method.Metrics[metric].Mean);
        return HigherIsBetter(metric) ? means.Max() : means.Min();
    }

    private static bool HigherIsBetter(string metric) => QualityCatalog.Find(metric)?.HigherIsBetter ?? true;
}
