using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Native;

namespace TextClassify.Training.Commands;

/// <summary>Trains a character language model from a recipe.</summary>
internal static class TrainLanguageCommand
{
    private static readonly Option<string> RecipeOption = new("--recipe") { Description = "A recipe: recipes/lm_*.json.", Required = true, HelpName = "FILE" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<int> SeedOption = NumberOption.Create("--seed", "Seed of weights, order and dropout.", 1, 0, 1_000_000);
    private static readonly Option<string?> OutOption = new("--out") { Description = "Run folder; a stopped run in it is resumed. Default: runs/NAME-SEED.", HelpName = "DIR" };
    private static readonly Option<int> ThreadsOption = TrainingThreads.Create();

    public static Command Create()
    {
        var command = new Command(
            "train-language",
            """
            Train a character language model. Killed or stopped, the same command goes on from the last evaluation.

            Example:
              train-language --recipe recipes/lm_char.json --seed 1 --threads 1
            """)
        {
            RecipeOption, DataOption, SeedOption, OutOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Train(parsed, AnsiConsole.Console, cancellationToken)));
        return command;
    }

    private static int Train(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(RecipeOption);
        var recipe = LanguageRecipeFile.Load(file);
        string folder = DataFolder.Resolve(parsed.GetValue(DataOption));
        int seed = parsed.GetValue(SeedOption), threads = parsed.GetValue(ThreadsOption);
        var run = new LanguageRun(Path.GetFullPath(parsed.GetValue(OutOption) ?? Path.Combine("runs", $"{recipe.Name}-{seed}")));
        var data = LanguageData.Read(recipe, folder, cancellationToken);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data.Train.Count:N0} texts to train on, {data.Dev.Count:N0} to measure on."));
        TorchLoader.Load(threads);

        var report = new LanguageTrainer(recipe, data, run, TimeProvider.System)
        {
            OnCheck = check => TrainingDisplay.Report(console, check),
            OnResume = step => console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Resumed after step {step}.")),
            OnLine = (line, left) => console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"step {line.Step}/{recipe.Training.Steps}: {line.TrainBits:F3} bits a character, development {line.DevBits:F3}, {line.CharactersPerSecond / 1_000:F1}k characters/s, {left:hh\\:mm\\:ss} left")),
        }.Execute(Path.GetFileName(file), seed, threads, cancellationToken);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Development {report.BitsPerCharacter:F3} bits a character over {report.Characters:N0}; {report.Weights:N0} weights; written to {run.Path}."));
        return 0;
    }
}
