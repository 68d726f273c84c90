using System.Globalization;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Language.Comparing;

/// <summary>What the nets of a plan reached, as Markdown, a row a net.</summary>
internal static class ComparisonTable
{
    public static string Format(IEnumerable<ComparisonRun> runs) => string.Join('\n', runs
        .GroupBy(run => run.Net.Name)
        .Select(net => Row([.. net]))
        .Prepend("|---|---:|---:|---:|---:|---:|---:|")
        .Prepend("| net | state width | weights | peak rate | seeds | bits a character | ms a step |")) + "\n";

    private static string Row(IReadOnlyList<ComparisonRun> runs)
    {
        var (net, recipe) = (runs[0].Net, runs[0].Recipe);
        var reports = runs.Select(run => run.Folder.ReadReport()).ToArray();
        var bits = SeedSpread.Of([.. reports.Select(report => report.BitsPerCharacter)]);
        string spread = runs.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ± {bits.Deviation:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {net.Name} | {recipe.Net.StateWidth} | {reports[0].Weights:N0} | {recipe.Training.LearningRate} | {runs.Count} | {bits.Mean:F4}{spread} | {StepTime(runs):F0} |");
    }

    /// <summary>Milliseconds of the fastest stretch between two evaluations: what else the machine does only ever slows one down.</summary>
    private static double StepTime(IReadOnlyList<ComparisonRun> runs)
    {
        var training = runs[0].Recipe.Training;
        return 1_000.0 * training.Streams * training.Window / runs.SelectMany(run => run.Folder.ReadLines()).Max(line => line.CharactersPerSecond);
    }
}
