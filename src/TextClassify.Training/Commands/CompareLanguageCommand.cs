using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Language;
using TextClassify.Training.Language.Comparing;
using TextClassify.Training.Language.Curves;
using TextClassify.Training.Native;
using TextClassify.Training.Steps;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Trains the nets of a comparison alike and writes their table and their learning curves.</summary>
internal static class CompareLanguageCommand
{
    private const int StepTurns = 15;

    private static readonly Option<string> PlanOption =
        CommonOptions.Required("--plan", "What to compare: recipes/lm_comparison.json.", "FILE");
    private static readonly Option<string> RunsOption = CommonOptions.WithDefault(
        "--runs", "Folder of the runs; finished ones are not trained again.", Path.Combine("runs", "comparison"), "DIR");
    private static readonly Option<string> OutOption = CommonOptions.WithDefault(
        "--out", "Folder that gets comparison.md (the table), comparison.csv (the curves' points) and comparison.svg.", ".", "DIR");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<int> ParallelOption = NumberOption.Create("--parallel", "Runs at a time, one thread each.", 1, 1, 256);

    public static Command Create()
    {
        var command = new Command(
            "compare-language",
            """
            Train character language models of equally many weights alike; a stopped comparison goes on with the same command.

            Example:
              compare-language --plan recipes/lm_comparison.json --parallel 2
            """)
        {
            PlanOption, RunsOption, OutOption, DataOption, ParallelOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Compare(parsed, AnsiConsole.Console, cancellationToken)));
        return command;
    }

    private static int Compare(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var plan = ComparisonPlanFile.File.Load(parsed.GetRequiredValue(PlanOption));
        var data = LanguageData.Read(plan.Base, DataFolder.Resolve(parsed.GetValue(DataOption)), cancellationToken);
        foreach (string note in plan.Base.Training.Precision.Prepare())
        {
            console.WriteLine(note);
        }

        TorchLoader.Load(threads: 1);
        var runs = new ComparisonRuns(plan, data, Path.GetFullPath(parsed.GetRequiredValue(RunsOption)))
        {
            OnLine = (run, line, left) => console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Net.Name}, seed {run.Seed}, step {line.Step}/{run.Recipe.Training.Steps}: development {line.DevBits:F3}, "
                + $"{line.CharactersPerSecond / 1_000:F1}k characters/s, {left:hh\\:mm\\:ss} left")),
        };
        runs.Train(parsed.GetValue(ParallelOption), cancellationToken);
        var all = runs.All();
        var recipes = all.DistinctBy(run => run.Net.Name).ToDictionary(run => run.Net.Name, run => run.Recipe, StringComparer.Ordinal);
        var times = StepTimes.Measure(recipes, data.Vocabulary(plan.Base.MinCount).Count, StepTurns, cancellationToken);
        Write(plan, all, times, Path.GetFullPath(parsed.GetRequiredValue(OutOption)));
        return 0;
    }

    private static void Write(
        ComparisonPlan plan, IReadOnlyList<ComparisonRun> runs, IReadOnlyDictionary<string, double> times, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "comparison.md"), ComparisonTable.Format(runs, times));
        CurvePoint[] points =
        [
            .. from panel in plan.Panels
               from line in panel.Lines
               from run in runs
               where run.Net.Name == line.Net
               from point in CurvePoint.Of(run.Folder, panel.Title, line.Label)
               select point,
        ];
        if (points.Length == 0)
        {
            return;
        }

        File.WriteAllText(Path.Combine(folder, "comparison.csv"), CurveFile.Format(points));
        File.WriteAllText(Path.Combine(folder, "comparison.svg"), CurveChart.Draw(CurvePanel.Of(points)));
    }
}
