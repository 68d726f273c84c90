namespace TextClassify.Training.Language.Comparing;

/// <summary>What the nets of a plan reached, as Markdown, a row a net.</summary>
internal static class ComparisonTable
{
    /// <param name="runs">All done.</param>
    /// <param name="stepTimes">Milliseconds by the net's name.</param>
    public static string Format(IEnumerable<ComparisonRun> runs, IReadOnlyDictionary<string, double> stepTimes) => string.Join('\n', runs
        .GroupBy(run => run.Net.Name)
        .Select(net => Row([.. net], stepTimes[net.Key]))
        .Prepend("|---|---:|---:|---:|---:|---:|---:|")
        .Prepend("| net | state width | weights | peak rate | seeds | bits a character | ms a step |")) + "\n";

    private static string Row(IReadOnlyList<ComparisonRun> runs, double stepTime)
    {
        var (net, recipe) = (runs[0].Net, runs[0].Recipe);
        var reports = runs.Select(run => run.Folder.ReadReport<LanguageReport>()).ToArray();
        var bits = SeedSpread.Of([.. reports.Select(report => report.BitsPerCharacter)]);
        string spread = runs.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ± {bits.Deviation:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {net.Name} | {recipe.Net.StateWidth} | {reports[0].Weights:N0} | {recipe.Training.LearningRate} | {runs.Count} "
            + $"| {bits.Mean:F4}{spread} | {stepTime:F0} |");
    }
}
