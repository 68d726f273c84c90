using TextClassify.Training.Classifier;

namespace TextClassify.Training.Commands;

/// <summary>An ablation as Markdown.</summary>
internal static class AblationTable
{
    public static string Format(Recipe recipe, AblationGrid grid, IReadOnlyList<AblationResult> results)
    {
        string[] heads = [.. grid.Axes.Select(axis => axis.Key), "accuracy %", "macro-F1 %", "loss"];

        return $"""

            {recipe.Name}, development, {results[0].Reports.Count} seeds, mean ± sample standard deviation:

            | {string.Join(" | ", heads)} |
            |{string.Concat(Enumerable.Repeat("---|", heads.Length))}
            {string.Join('\n', results.Select(Row))}

            """;
    }

    public static string Row(AblationResult result)
    {
        string[] cells =
        [
            .. result.Cell.Values,
            Spread(result.Reports.Select(report => 100 * report.Accuracy), "F2"),
            Spread(result.Reports.Select(report => 100 * report.MacroF1), "F2"),
            Spread(result.Reports.Select(report => report.Loss), "F4"),
        ];

        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        var spread = SeedSpread.Of([.. values]);

        var ci = CultureInfo.InvariantCulture;
        return $"{spread.Mean.ToString(format, ci)} ± {spread.Deviation.ToString(format, ci)}";
    }
}
