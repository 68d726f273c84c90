using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Native;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Cases.Comparing;

/// <summary>Trains the nets of a comparison of cases of texts and writes their table.</summary>
internal static class CompareSourcesCommand
{
    private static readonly Option<string> PlanOption =
        CommonOptions.Required("--plan", "What to compare: recipes/case_comparison.json.", "FILE");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string?> BaseOption =
        CommonOptions.Optional("--base", "What the tables of words start from: models/base.", "DIR");
    private static readonly Option<string> RunsOption = CommonOptions.WithDefault(
        "--runs", "Folder of the runs; finished ones are not trained again.", Path.Combine("runs", "sources"), "DIR");
    private static readonly Option<string> OutOption = CommonOptions.WithDefault(
        "--out", "Markdown file that gets the table.", Path.Combine("runs", "sources.md"), "FILE");
    private static readonly Option<int> ParallelOption = NumberOption.Create("--parallel", "Runs at a time, one thread each.", 1, 1, 256);

    public static Command Create()
    {
        var command = new Command(
            "compare-sources",
            """
            Train nets of nodes that read texts, one seed of all before the next; a stopped comparison goes on with the same command.

            Example:
              compare-sources --plan recipes/case_comparison.json --base models/base
            """)
        {
            PlanOption, DataOption, BaseOption, RunsOption, OutOption, ParallelOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Compare(parsed, AnsiConsole.Console, cancellationToken)));
        return command;
    }

    private static int Compare(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var plan = CasePlanFile.File.Load(parsed.GetRequiredValue(PlanOption));
        string table = Path.GetFullPath(parsed.GetRequiredValue(OutOption));
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        TorchLoader.Load(threads: 1);
        var runs = new CaseRuns(
            plan,
            DataFolder.Resolve(parsed.GetValue(DataOption)),
            parsed.GetValue(BaseOption) is { } folder ? new BaseFolder(folder).Read() : null,
            Path.GetFullPath(parsed.GetRequiredValue(RunsOption)))
        {
            OnLine = (run, line, left) => console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Name}, seed {run.Seed}, epoch {line.Epoch}: loss {line.TrainLoss:F3}, development {line.DevLoss:F3}, "
                + $"right {line.Accuracy:P1}, {left:hh\\:mm\\:ss} left")),
        };
        runs.Train(parsed.GetValue(ParallelOption), cancellationToken);
        File.WriteAllText(table, runs.Table(cancellationToken));
        return 0;
    }
}
