using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Aspect;
using TextClassify.Training.Data;

namespace TextClassify.Training.Commands;

/// <summary>Makes a package of a finished run of an aspect model.</summary>
internal static class PackageAspectCommand
{
    private static readonly Option<string> RunOption = new("--run") { Description = "A finished run folder.", Required = true, HelpName = "DIR" };
    private static readonly Option<string[]> RunsOption = new("--runs") { Description = "Runs of the same recipe with other seeds, for the mean and spread.", AllowMultipleArgumentsPerToken = true, HelpName = "DIR..." };
    private static readonly Option<string> VersionOption = new("--version") { Description = "Version of the package.", DefaultValueFactory = _ => "1" };
    private static readonly Option<string> OutOption = new("--out") { Description = "Folder of all packages.", DefaultValueFactory = _ => "models", HelpName = "DIR" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<bool> ReplaceOption = new("--replace") { Description = "Replace a package of the same name and version." };

    public static Command Create()
    {
        var command = new Command(
            "package-aspect",
            """
            Write the package of an aspect model to OUT/NAME/VERSION and load it once as the service does.

            Example:
              package-aspect --run runs/aspect-1 --runs runs/aspect-2 runs/aspect-3 --version 1 --out models
            """)
        {
            RunOption, RunsOption, VersionOption, OutOption, DataOption, ReplaceOption,
        };
        command.SetAction((parsed, cancellationToken) => PackageAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task PackageAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var package = await AspectPublisher.PublishAsync(
            new AspectRequest
            {
                Run = Open(parsed.GetRequiredValue(RunOption)),
                Others = [.. (parsed.GetValue(RunsOption) ?? []).Select(Open)],
                DataFolder = DataFolder.Resolve(parsed.GetValue(DataOption)),
                Version = parsed.GetRequiredValue(VersionOption),
                OutFolder = Path.GetFullPath(parsed.GetRequiredValue(OutOption)),
                Replace = parsed.GetValue(ReplaceOption),
            },
            TimeProvider.System,
            cancellationToken);
        var ci = CultureInfo.InvariantCulture;
        string metrics = string.Join(", ", package.Manifest.Metrics.Select(metric => string.Create(ci, $"{metric.Key} {metric.Value:0.####}")));
        await console.Profile.Out.Writer.WriteLineAsync(
            string.Create(ci, $"{package.Folder} ({package.Bytes / 1e6:F1} MB)\n{metrics}\n{string.Join('\n', package.Notes)}\nThe service's loader accepts it.").AsMemory(), cancellationToken);
    }

    private static AspectRun Open(string path) => AspectRun.Open(Path.GetFullPath(path));
}
