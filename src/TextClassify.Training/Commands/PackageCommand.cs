using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Loops;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Commands;

/// <summary>A run becomes a model package that the service loads.</summary>
internal static class PackageCommand
{
    private static readonly Option<string> RunOption = new("--run") { Description = "The run folder that ships.", Required = true, HelpName = "DIR" };
    private static readonly Option<string[]> RunsOption = new("--runs") { Description = "Runs of other seeds, for mean and spread on the card; --run may be among them.", AllowMultipleArgumentsPerToken = true, HelpName = "DIR..." };
    private static readonly Option<string> VersionOption = new("--version") { Description = "The package's version.", DefaultValueFactory = _ => "1" };
    private static readonly Option<string> OutOption = new("--out") { Description = "The folder of all packages.", DefaultValueFactory = _ => "models", HelpName = "DIR" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<bool> ReplaceOption = new("--replace") { Description = "Replace a package of the same name and version." };

    public static Command Create()
    {
        var command = new Command(
            "package",
            """
            Calibrate a run, write its package to OUT/NAME/VERSION and load it once as the service does.

            Example:
              package --run runs/sentiment-1 --runs runs/sentiment-2 runs/sentiment-3 --version 1 --out models
            """)
        {
            RunOption, RunsOption, VersionOption, OutOption, DataOption, ReplaceOption,
        };
        command.SetAction((parsed, cancellationToken) => PackageAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task PackageAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string shipped = Path.GetFullPath(parsed.GetRequiredValue(RunOption));
        var others = (parsed.GetValue(RunsOption) ?? []).Select(Path.GetFullPath).Where(path => path != shipped).Distinct(StringComparer.Ordinal);
        var run = RunFolder.Open(shipped);
        var request = new PublishRequest
        {
            Run = run,
            Others = [.. others.Select(RunFolder.Open)],
            DataFolder = TrainedModel.FindData(run, parsed.GetValue(DataOption)),
            Version = parsed.GetRequiredValue(VersionOption),
            OutFolder = Path.GetFullPath(parsed.GetRequiredValue(OutOption)),
            Replace = parsed.GetValue(ReplaceOption),
        };

        TorchLoader.Load(threads: 1);
        var package = await ModelPublisher.PublishAsync(request, TimeProvider.System, cancellationToken);
        await console.Profile.Out.Writer.WriteLineAsync(Format(package).AsMemory(), cancellationToken);
    }

    internal static string Format(PublishedPackage package)
    {
        var ci = CultureInfo.InvariantCulture;
        string metrics = string.Join(", ", package.Manifest.Metrics.Select(metric => string.Create(ci, $"{metric.Key} {metric.Value:0.####}")));
        return string.Create(ci, $"""
            {package.Folder} ({package.Bytes / 1e6:F1} MB, sha256 {package.Sha256})
            development rows: {metrics}
            {string.Join('\n', package.Notes)}
            Its gradients are autograd's (double precision, relative error at most {GradientParity.Tolerance:0E-0}); the service's loader accepts it.
            """);
    }
}
