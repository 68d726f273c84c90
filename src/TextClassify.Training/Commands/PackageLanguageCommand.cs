using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Commands;

/// <summary>A run of a language model becomes a package that the service loads.</summary>
internal static class PackageLanguageCommand
{
    private static readonly Option<string> RunOption = new("--run") { Description = "The run folder that ships.", Required = true, HelpName = "DIR" };
    private static readonly Option<string> VersionOption = new("--version") { Description = "The package's version.", DefaultValueFactory = _ => "1" };
    private static readonly Option<string> OutOption = new("--out") { Description = "The folder of all packages.", DefaultValueFactory = _ => "models", HelpName = "DIR" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<bool> ReplaceOption = new("--replace") { Description = "Replace a package of the same name and version." };

    public static Command Create()
    {
        var command = new Command(
            "package-language",
            """
            Write the package of a language model to OUT/NAME/VERSION and load it once as the service does.

            Example:
              package-language --run runs/language-1 --version 1 --out models
            """)
        {
            RunOption, VersionOption, OutOption, DataOption, ReplaceOption,
        };
        command.SetAction((parsed, cancellationToken) => PackageAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task PackageAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        TorchLoader.Load(threads: 1);
        var (folder, manifest, bytes) = await LanguagePublisher.PublishAsync(
            LanguageRun.Open(Path.GetFullPath(parsed.GetRequiredValue(RunOption))),
            DataFolder.Resolve(parsed.GetValue(DataOption)),
            parsed.GetRequiredValue(VersionOption),
            Path.GetFullPath(parsed.GetRequiredValue(OutOption)),
            parsed.GetValue(ReplaceOption),
            TimeProvider.System,
            cancellationToken);
        var ci = CultureInfo.InvariantCulture;
        string metrics = string.Join(", ", manifest.Metrics.Select(metric => string.Create(ci, $"{metric.Key} {metric.Value:0.####}")));
        await console.Profile.Out.Writer.WriteLineAsync(
            string.Create(ci, $"{folder} ({bytes / 1e6:F1} MB)\n{metrics}\nIts gradients are autograd's (double precision, relative error at most {GradientParity.Tolerance:0E-0}); the service's loader accepts it.").AsMemory(), cancellationToken);
    }
}
