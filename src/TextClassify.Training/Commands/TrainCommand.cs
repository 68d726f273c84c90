using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Commands;

/// <summary>Trains a classifier from a recipe or from the user's own file.</summary>
internal static class TrainCommand
{
    private static readonly Option<string?> RecipeOption = new("--recipe") { Description = "A recipe: recipes/*.json.", HelpName = "FILE" };
    private static readonly Option<string?> FileOption = new("--csv", "--file") { Description = "Your own rows instead of a recipe: .csv, .tsv or .jsonl, plain or gzip.", HelpName = "FILE" };
    private static readonly Option<string> TextOption = new("--text") { Description = "Column or property of the text, with --csv.", DefaultValueFactory = _ => "text" };
    private static readonly Option<string> LabelOption = new("--label") { Description = "Column or property of the label, with --csv.", DefaultValueFactory = _ => "label" };
    private static readonly Option<string?> NameOption = new("--name") { Description = "Name of the model, with --csv.", HelpName = "NAME" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<string?> VectorsOption = new("--vectors") { Description = "Word vectors to start from, made by the vectors command.", HelpName = "FILE" };
    private static readonly Option<int> SeedOption = NumberOption.Create("--seed", "Seed of weights, batches and dropout.", 1, 0, 1_000_000);
    private static readonly Option<string?> OutOption = new("--out") { Description = "Run folder; a stopped run in it is resumed. Default: runs/NAME-SEED.", HelpName = "DIR" };
    private static readonly Option<int> ThreadsOption = TrainingThreads.Create();
    private static readonly Option<string?> PublishOption = new("--publish") { Description = "After training, write the package the service loads to DIR/NAME/VERSION.", HelpName = "DIR" };
    private static readonly Option<string> VersionOption = new("--version") { Description = "Version of the package, with --publish.", DefaultValueFactory = _ => "1" };
    private static readonly Option<bool> ReplaceOption = new("--replace") { Description = "Replace a package of the same name and version." };

    public static Command Create()
    {
        var command = new Command(
            "train",
            """
            Train a classifier. Killed or stopped, the same command goes on where it was.

            Examples:
              train --recipe recipes/sst2.json --vectors runs/vectors.bin --seed 1
              train --csv tickets.csv --text body --label team --name tickets --publish models
            """)
        {
            RecipeOption, FileOption, TextOption, LabelOption, NameOption, DataOption, VectorsOption, SeedOption, OutOption, ThreadsOption,
            PublishOption, VersionOption, ReplaceOption,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(RecipeOption) is null) == (result.GetValue(FileOption) is null))
            {
                result.AddError("Give either --recipe or --csv.");
            }
            else if (result.GetValue(FileOption) is not null && result.GetValue(NameOption) is null)
            {
                result.AddError("--csv needs --name, the name of the model.");
            }
        });
        command.SetAction((parsed, cancellationToken) => TrainAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task<int> TrainAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var (recipe, source) = Source(parsed);
        string folder = DataFolder.ResolveFor(recipe, parsed.GetValue(DataOption));
        int seed = parsed.GetValue(SeedOption);
        int threads = parsed.GetValue(ThreadsOption);
        var run = new RunFolder(Path.GetFullPath(parsed.GetValue(OutOption) ?? Path.Combine("runs", $"{recipe.Name}-{seed}")));
        var publish = Request(parsed, run, folder);
        if (publish is not null)
        {
            // Told before the training, not after it.
            ModelPublisher.ThrowIfUnusable(publish, recipe.Name);
        }

        Directory.CreateDirectory(run.Path);
        var data = RecipeData.Read(recipe, folder, cancellationToken);
        BadRowReport.Write(console, data.BadRows);
        foreach (string note in data.Notes)
        {
            console.WriteLine(note);
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Train.Count:N0} rows of {RecipeData.TextCount(data.Train):N0} different texts to train on, "
            + $"{data.Dev.Count:N0} of {RecipeData.TextCount(data.Dev):N0} to choose on, {data.Labels.Count} labels."));
        string? vectorsPath = parsed.GetValue(VectorsOption);
        var vectors = vectorsPath is null ? null : WordVectors.Read(vectorsPath);
        TorchLoader.Load(threads);

        var report = TrainingDisplay.Run(console, TimeProvider.System, display => new TrainingRun(recipe, data, vectors, seed, threads)
        {
            RecipeName = source,
            IsOwnData = parsed.GetValue(RecipeOption) is null,
            VectorsName = Path.GetFileName(vectorsPath),
            OnProgress = display.Report,
            OnCheck = display.Report,
            OnEvaluation = display.Report,
            OnResume = display.Report,
        }.Execute(run, TimeProvider.System, cancellationToken));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Development accuracy {report.Accuracy:P2}, macro-F1 {report.MacroF1:P2}, best epoch {report.Epoch}; written to {run.Path}."));

        if (MeasuredClasses.Note(new ConfusionMatrix(Parity.SplitOf(report)), data.Labels.Names) is { } unmeasured)
        {
            console.WriteLine(unmeasured);
        }

        if (publish is not null)
        {
            var package = await ModelPublisher.PublishAsync(publish, TimeProvider.System, cancellationToken);
            console.WriteLine(PackageCommand.Format(package));
            if (parsed.GetValue(FileOption) is { } file)
            {
                // Unbroken, so that it can be pasted.
                await console.Profile.Out.Writer.WriteLineAsync(
                    $"For neighbours, search and maps of its states: map build --package {package.Folder} --file {file} --text {recipe.TextColumn} --label {recipe.LabelColumn}".AsMemory(),
                    cancellationToken);
            }
        }

        return 0;
    }

    private static PublishRequest? Request(ParseResult parsed, RunFolder run, string dataFolder) => parsed.GetValue(PublishOption) is not { } folder
        ? null
        : new()
        {
            Run = run,
            DataFolder = dataFolder,
            Version = parsed.GetRequiredValue(VersionOption),
            OutFolder = Path.GetFullPath(folder),
            Replace = parsed.GetValue(ReplaceOption),
        };

    private static (Recipe Recipe, string File) Source(ParseResult parsed)
    {
        if (parsed.GetValue(RecipeOption) is { } path)
        {
            return (RecipeFile.Load(path), Path.GetFileName(path));
        }

        string file = Path.GetFullPath(parsed.GetValue(FileOption)!);
        var recipe = OwnData.Recipe(parsed.GetValue(NameOption)!, file, parsed.GetRequiredValue(TextOption), parsed.GetRequiredValue(LabelOption));

        return RecipeRules.Faults(recipe) is [var fault, ..] ? throw new DataException(fault) : (recipe, Path.GetFileName(file));
    }
}
