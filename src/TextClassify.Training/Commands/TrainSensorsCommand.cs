using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Communication;
using TextClassify.Training.Kinds;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Trains one net of nodes that see an image each.</summary>
internal static class TrainSensorsCommand
{
    public static readonly Option<string> ImagesOption = CommonOptions.WithDefault(
        "--images", "Folder of the images: apt-get install dataset-fashion-mnist makes it.", SensorImages.DebianFolder, "DIR");

    private static readonly Option<string> RecipeOption = CommonOptions.Recipe("A recipe: recipes/sensors/sensors.json.");
    private static readonly Option<int> SeedOption = CommonOptions.Seed("Seed of weights, cases and what is lost in training.");
    private static readonly Option<string?> OutOption = CommonOptions.RunFolder();
    private static readonly Option<int> ThreadsOption = CommonOptions.Threads();

    public static Command Create()
    {
        var command = new Command(
            "train-sensors",
            """
            Train nodes that see an image each, exchange messages and answer together. Killed, the same command goes on.

            Example:
              train-sensors --recipe recipes/sensors/sensors.json --seed 1
            """)
        {
            RecipeOption, ImagesOption, SeedOption, OutOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Train(parsed, cancellationToken)));
        return command;
    }

    private static int Train(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(RecipeOption);
        int seed = parsed.GetValue(SeedOption), threads = parsed.GetValue(ThreadsOption);
        var recipe = SensorRecipeRules.File.Load(path);
        var images = SensorImages.Read(parsed.GetRequiredValue(ImagesOption), recipe.Side);
        var prepared = new PreparedSensors(recipe, images, new RunSource(Path.GetFileName(path), Vectors: null, seed, threads));
        var runner = new Runner<SensorOptions, SensorLine, SensorReport>(prepared)
        {
            Name = recipe.Name,
            Notes =
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{prepared.Options.TrainImages:N0} images to draw cases from, {prepared.Options.DevImages:N0} to measure on."),
            ],
            Line = (line, _) => SensorText.Line(line, recipe),
            Report = (report, folder) => [SensorText.Report(report, folder)],
        };
        TrainVerb.Train(
            AnsiConsole.Console,
            runner,
            TrainVerb.FolderOf(parsed.GetValue(OutOption), recipe.Name, seed),
            threads,
            showsProgress: true,
            ProgressFile.None,
            cancellationToken);
        return 0;
    }
}
