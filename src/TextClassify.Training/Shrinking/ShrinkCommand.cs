using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Continuation;
using TextClassify.Training.Native;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Shrinking;

/// <summary>Makes a run of a classifier's package, its table of words in bytes, for <c>package</c> to publish.</summary>
internal static class ShrinkCommand
{
    private static readonly Option<string> PackageOption =
        CommonOptions.Required("--package", "The package, models/NAME/VERSION.", "DIR");

    private static readonly Option<string> RecipeOption = CommonOptions.Recipe("The recipe that it was made by.");
    private static readonly Option<string?> DataOption = CommonOptions.Data();

    private static readonly Option<string?> VectorsOption = CommonOptions.Optional(
        "--vectors", "Name of the word vectors that its table started from, for the card.", "NAME");

    private static readonly Option<string?> BaseOption = CommonOptions.Optional(
        "--base", "The base that it started from, for the card.", "DIR");

    private static readonly Option<string> OutOption = CommonOptions.Required("--out", "The run folder to write.", "DIR");

    public static Command Create()
    {
        var command = new Command(
            "shrink",
            """
            Write a run folder with the net of a classifier's package, its table of words in bytes and its matrices in half precision.
            `package` makes the smaller package of it, with scores for `abstain` and `coverage`; its answers differ by about 0.001.

            Example:
              shrink --package models/topic/1 --recipe recipes/ag_news.json --out runs/topic-small
              package --run runs/topic-small --version 2 --out models
            """)
        {
            PackageOption, RecipeOption, DataOption, VectorsOption, BaseOption, OutOption,
        };
        command.SetAction((parsed, cancellationToken) => ShrinkAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task ShrinkAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(parsed.GetRequiredValue(RecipeOption));
        var recipe = RecipeRules.File.Load(path) with { ByteTable = true };
        var package = await StartingPackage.ReadAsync(
            Path.GetFullPath(parsed.GetRequiredValue(PackageOption)), recipe.Net, cancellationToken);
        TorchLoader.Load(threads: 1);
        var run = new RunFolder(Path.GetFullPath(parsed.GetRequiredValue(OutOption)));
        var source = new ShrunkSource(
            Path.GetFileName(path),
            parsed.GetValue(VectorsOption),
            parsed.GetValue(BaseOption) is { } folder ? new BaseFolder(folder).Read().Description.Label : null,
            recipe.FindData(parsed.GetValue(DataOption)));
        var report = ShrunkRun.Write(package, recipe, source, run, cancellationToken);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"Development accuracy {report.Accuracy:P2} so; written to {run.Path}.");
    }
}
