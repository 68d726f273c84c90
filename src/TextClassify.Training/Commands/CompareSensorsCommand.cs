using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Communication;
using TextClassify.Training.Communication.Comparing;
using TextClassify.Training.Native;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Trains the nets of a comparison of communicating nodes and writes their table.</summary>
internal static class CompareSensorsCommand
{
    private static readonly Option<string> PlanOption =
        CommonOptions.Required("--plan", "What to compare: recipes/sensors/sensors_tasks.json.", "FILE");
    private static readonly Option<string> RunsOption = CommonOptions.WithDefault(
        "--runs", "Folder of the runs; finished ones are not trained again.", Path.Combine("runs", "sensors"), "DIR");
    private static readonly Option<string> OutOption = CommonOptions.WithDefault(
        "--out", "Markdown file that gets the tables.", Path.Combine("runs", "sensors.md"), "FILE");
    private static readonly Option<int> ParallelOption = NumberOption.Create("--parallel", "Runs at a time, one thread each.", 1, 1, 256);

    public static Command Create()
    {
        var command = new Command(
            "compare-sensors",
            """
            Train nets of communicating nodes, one seed of all before the next; a stopped comparison goes on with the same command.

            Example:
              compare-sensors --plan recipes/sensors/sensors_tasks.json
            """)
        {
            PlanOption, TrainSensorsCommand.ImagesOption, RunsOption, OutOption, ParallelOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Compare(parsed, AnsiConsole.Console, cancellationToken)));
        return command;
    }

    private static int Compare(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var plan = SensorPlanFile.File.Load(parsed.GetRequiredValue(PlanOption));
        var images = SensorImages.Read(parsed.GetRequiredValue(TrainSensorsCommand.ImagesOption), plan.Base.Side);
        string table = Path.GetFullPath(parsed.GetRequiredValue(OutOption));
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        TorchLoader.Load(threads: 1);
        var runs = new SensorRuns(plan, images, Path.GetFullPath(parsed.GetRequiredValue(RunsOption)))
        {
            OnLine = (run, line, left) => console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Name}, seed {run.Seed}, {SensorText.Line(line, run.Recipe)}, {left:hh\\:mm\\:ss} left")),
        };
        runs.Train(parsed.GetValue(ParallelOption), cancellationToken);
        File.WriteAllText(table, SensorTable.Format(runs.All));
        return 0;
    }
}
