namespace TextClassify.Training.Communication.Comparing;

/// <summary>What the nets of a plan reached, as Markdown, a row a net; runs that are not done are left out and counted.</summary>
internal static class SensorTable
{
    private static readonly double[] Losses = [0.1, 0.3, 0.5];

    public static string Format(IEnumerable<SensorRun> runs)
    {
        var rows = runs.Where(run => run.Folder.IsDone).GroupBy(run => run.Name).Select(row => row.ToArray()).ToArray();
        return Table(
            "| net | N | seeds | each node % | merged % | ceiling % | messages | bytes | weights |", rows.Select(Row))
            + "\n"
            + Table(
                "| net, each node % | all | 10 % lost | 30 % lost | 50 % lost | one source missing | two missing |", rows.Select(Damage));
    }

    private static string Table(string head, IEnumerable<string> rows)
    {
        string rule = "|---|" + string.Concat(Enumerable.Repeat("---:|", head.Count(character => character == '|') - 2));
        return string.Join('\n', rows.Prepend(rule).Prepend(head)) + "\n";
    }

    private static string Row(SensorRun[] runs)
    {
        var recipe = runs[0].Recipe;
        var reports = Reports(runs);
        string ceiling = recipe.Centralised || SensorCeiling.Of(recipe.Task, recipe.Nodes) is not { } share
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1}");
        string cost = string.Create(
            CultureInfo.InvariantCulture,
            $"{reports.Average(report => report.Figures.Messages):0.#} | {reports.Average(report => report.Bytes):N0} "
            + $"| {reports[0].Weights:N0}");
        return $"| {runs[0].Name} | {recipe.Nodes} | {runs.Length} | {Spread(reports, report => report.Figures.Each)} "
            + $"| {Spread(reports, report => report.Figures.Merged)} | {ceiling} | {cost} |";
    }

    private static string Damage(SensorRun[] runs)
    {
        var reports = Reports(runs);
        var cells = Losses.Select(loss => Mean(reports, report => report.Lossy.FirstOrDefault(lossy => lossy.EdgeLoss == loss)?.Figures))
            .Concat(Enumerable.Range(1, 2).Select(nodes =>
                Mean(reports, report => report.Missing.FirstOrDefault(missing => missing.Nodes == nodes)?.Figures)))
            .Prepend(Mean(reports, report => report.Figures));
        return $"| {runs[0].Name} | {string.Join(" | ", cells)} |";
    }

    private static SensorReport[] Reports(SensorRun[] runs) => [.. runs.Select(run => run.Folder.ReadReport<SensorReport>())];

    private static string Mean(SensorReport[] reports, Func<SensorReport, SensorFigures?> figures) =>
        figures(reports[0]) is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{100 * reports.Average(report => figures(report)!.Each):F1}");

    private static string Spread(SensorReport[] reports, Func<SensorReport, double> share)
    {
        var spread = SeedSpread.Of([.. reports.Select(report => 100 * share(report))]);
        string deviation = reports.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" ± {spread.Deviation:F1}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Mean:F1}{deviation}");
    }
}
