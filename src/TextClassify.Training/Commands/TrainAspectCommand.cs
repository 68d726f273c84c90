using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Aspect;
using TextClassify.Training.Data;
using TextClassify.Training.Native;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Commands;

/// <summary>Trains an aspect model from a recipe.</summary>
internal static class TrainAspectCommand
{
    private static readonly Option<string> RecipeOption = new("--recipe") { Description = "A recipe: recipes/aspect.json.", Required = true, HelpName = "FILE" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<string?> VectorsOption = new("--vectors") { Description = "Word vectors to start from, made by the vectors command.", HelpName = "FILE" };
    private static readonly Option<int> SeedOption = NumberOption.Create("--seed", "Seed of weights, batches and dropout.", 1, 0, 1_000_000);
    private static readonly Option<string?> OutOption = new("--out") { Description = "Run folder; a stopped run in it is resumed. Default: runs/NAME-SEED.", HelpName = "DIR" };
    private static readonly Option<int> ThreadsOption = TrainingThreads.Create();

    public static Command Create()
    {
        var command = new Command(
            "train-aspect",
            """
            Train a model of what texts think of their aspects. Killed or stopped, the same command goes on where it was.

            Example:
              train-aspect --recipe recipes/aspect.json --vectors runs/vectors.reviews.200.bin --seed 1 --threads 1
            """)
        {
            RecipeOption, DataOption, VectorsOption, SeedOption, OutOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Train(parsed, AnsiConsole.Console, cancellationToken)));
        return command;
    }

    private static int Train(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(RecipeOption);
        var recipe = AspectRecipeFile.Load(file);
        string folder = DataFolder.Resolve(parsed.GetValue(DataOption));
        int seed = parsed.GetValue(SeedOption), threads = parsed.GetValue(ThreadsOption);
        var run = new AspectRun(Path.GetFullPath(parsed.GetValue(OutOption) ?? Path.Combine("runs", $"{recipe.Name}-{seed}")));
        var data = AspectData.Read(recipe, folder, cancellationToken);
        var ci = CultureInfo.InvariantCulture;
        console.WriteLine(string.Create(
            ci,
            $"{data.Train.Sum(part => part.Texts.Count):N0} texts to train on, {data.Dev.Sum(texts => texts.Count):N0} to choose on; {data.LeftOut} left out of training, being development texts as well."));
        string? vectorsPath = parsed.GetValue(VectorsOption);
        var vectors = vectorsPath is null ? null : WordVectors.Read(vectorsPath);
        TorchLoader.Load(threads);

        var report = TrainingDisplay.Run(console, TimeProvider.System, display => new AspectTrainer(recipe, data, vectors, run, TimeProvider.System)
        {
            OnProgress = display.Report,
            OnCheck = display.Report,
            OnResume = display.Report,
            OnLine = line => console.WriteLine(Format(line)),
        }.Execute(Path.GetFileName(file), Path.GetFileName(vectorsPath), seed, threads, cancellationToken));
        foreach (var domain in report.Domains)
        {
            console.WriteLine(string.Create(
                ci,
                $"{domain.Name}: accuracy {domain.Accuracy:P2}, macro-F1 {domain.MacroF1:P2} over {domain.Labels.Count} aspects; spans F1 {domain.Spans.F1:P2}."));
        }

        console.WriteLine(string.Create(ci, $"Best epoch {report.Epoch}; {report.Weights:N0} weights beside the words'; written to {run.Path}."));
        return 0;
    }

    private static string Format(AspectLine line)
    {
        var ci = CultureInfo.InvariantCulture;
        string accuracy = string.Join(", ", line.Accuracy.Select(domain => string.Create(ci, $"{domain.Key} {domain.Value:P2}")));
        return string.Create(
            ci,
            $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, {accuracy}, spans {line.SpanF1:P2}{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s");
    }
}
