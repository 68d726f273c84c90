namespace TextClassify.Training.Cases.Comparing;

/// <summary>What the nets of a plan reached, as Markdown, a row a net; each is held against the first.</summary>
internal static class CaseTable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Format(IReadOnlyList<CaseScores> rows)
    {
        var lines = new List<string>
        {
            "| net | seeds | cases | right % | more than the first, points (95 %) | silenced % | messages | weights |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
        };
        lines.AddRange(rows.Select(row => Row(row, rows[0])));
        return string.Join('\n', lines) + "\n";
    }

    private static string Row(CaseScores row, CaseScores first)
    {
        var spread = SeedSpread.Of([.. row.Shares.Select(share => 100 * share)]);
        string deviation = row.Shares.Length > 1 ? string.Create(Invariant, $" ± {spread.Deviation:F1}") : "";
        string more = "";
        if (row != first)
        {
            var (difference, low, high) = row.Over(first);
            more = string.Create(Invariant, $"{100 * difference:+0.0;-0.0;0.0} ({100 * low:+0.0;-0.0;0.0} to {100 * high:+0.0;-0.0;0.0})");
        }

        double messages = row.Reports.Average(report => report.Messages);
        string silent = messages > 0 ? string.Create(Invariant, $"{100 * row.Reports.Average(report => report.Figures.Silent):F1}") : "";
        return string.Create(
            Invariant,
            $"| {row.Name} | {row.Shares.Length} | {row.Right[0].Length} | {spread.Mean:F1}{deviation} | {more} | {silent} "
            + $"| {messages:0.#} | {row.Reports[0].Weights:N0} |");
    }
}
