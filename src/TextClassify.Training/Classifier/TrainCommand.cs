using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Baseline;
using TextClassify.Training.Development;
using TextClassify.Training.Kinds;
using TextClassify.Training.LabelErrors;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Classifier;

/// <summary>Trains a classifier from a recipe or from the user's own file.</summary>
internal static class TrainCommand
{
    private static readonly Option<string?> RecipeOption = CommonOptions.Optional("--recipe", "A recipe: recipes/*.json.", "FILE");

    private static readonly Option<string?> FileOption = new("--csv", "--file")
    {
        Description = "Your own rows instead of a recipe: .csv, .tsv or .jsonl, plain or gzip.",
        HelpName = "FILE",
    };

    private static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--csv");
    private static readonly Option<string?> NameOption = CommonOptions.Optional("--name", "Name of the model, with --csv.", "NAME");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string?> VectorsOption = CommonOptions.Vectors();
    private static readonly Option<string?> BaseOption = CommonOptions.Optional(
        "--base", "What table and net start from, or none; with --csv the base that ships, models/base.", "DIR");

    private static readonly Option<int?> EpochsOption = new("--epochs")
    {
        Description = "Most times the rows are read, with --csv; by default it follows from their number and length.",
        HelpName = "N",
    };

    private static readonly Option<bool> QuickOption = new("--quick") { Description = "With --csv: read about a third as much." };

    private static readonly Option<bool> WeightsOption = new("--class-weights")
    {
        Description = "With --csv: rare labels count as much as frequent ones, for recall at the price of accuracy.",
    };

    private static readonly Option<int> SeedOption = CommonOptions.Seed("Seed of weights, batches and dropout.");
    private static readonly Option<string?> OutOption = CommonOptions.RunFolder();
    private static readonly Option<int> ThreadsOption = CommonOptions.Threads();

    private static readonly Option<string?> PublishOption =
        CommonOptions.Optional("--publish", "After training, write the package the service loads to DIR/NAME/VERSION.", "DIR");

    private static readonly Option<string> VersionOption = CommonOptions.Version("Version of the package, with --publish.");
    private static readonly Option<bool> NoMapsOption = new("--no-maps")
    {
        Description = "With --csv and --publish: no maps, neighbours and search, whose texts callers can read.",
    };

    private static readonly Option<bool> ReplaceOption = CommonOptions.Replace();

    public static Command Create(ITrainingKind kind)
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
            RecipeOption, FileOption, Columns.Text, Columns.Label, NameOption, DataOption, VectorsOption, BaseOption, EpochsOption,
            QuickOption, WeightsOption, SeedOption, OutOption, ThreadsOption, PublishOption, VersionOption, ReplaceOption, NoMapsOption,
            Supervision.Progress, Supervision.EndsWithInput,
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
            else if (result.GetValue(EpochsOption) is < 1 or > 10_000)
            {
                result.AddError($"--epochs is {result.GetValue(EpochsOption)}; it must be 1 to 10000.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Supervision.RunAsync(
            parsed, progress => TrainAsync(parsed, kind, AnsiConsole.Console, progress, cancellationToken)));
        return command;
    }

    private static async Task TrainAsync(
        ParseResult parsed, ITrainingKind kind, IAnsiConsole console, ProgressFile progress, CancellationToken cancellationToken)
    {
        progress.Tell(ProgressLine.Reading);
        var (recipe, path) = Source(parsed);
        string folder = recipe.FindData(parsed.GetValue(DataOption));
        var request = new RunRequest(
            path, folder, parsed.GetValue(VectorsOption), parsed.GetValue(SeedOption), parsed.GetValue(ThreadsOption))
        {
            Base = BaseOf(parsed),
        };
        var run = TrainVerb.FolderOf(parsed.GetValue(OutOption), recipe.Name, request.Seed);

        // Told before the training, not after it.
        var publish = Publish(parsed, run, folder);
        publish?.ThrowIfUnusable(recipe.Name);

        bool isOwnData = parsed.GetValue(RecipeOption) is null;
        Directory.CreateDirectory(run.Path);
        var data = RecipeData.Read(recipe, folder, cancellationToken);
        progress.Tell(new ProgressLine { Rows = data.Train.Count, DevelopmentRows = data.Dev.Count, Labels = data.Labels.Count });
        BadRowReport.Write(console, data.BadRows);
        if (isOwnData)
        {
            recipe = OwnData.Fit(
                recipe, data, new(parsed.GetValue(EpochsOption), parsed.GetValue(QuickOption), parsed.GetValue(WeightsOption)));
        }

        var runner = ClassifierKind.Prepare(recipe, data, request, isOwnData, baseline => progress.Tell(Of(baseline)));
        progress.Tell(ProgressLine.Training);
        TrainVerb.Train(console, runner, run, request.Threads, showsProgress: true, progress, cancellationToken);
        var reached = run.ReadReport<DevReport>();
        progress.Tell(new ProgressLine
        {
            Accuracy = reached.Accuracy,
            MacroF1 = reached.MacroF1,
            BaselineAccuracy = reached.Baseline?.Accuracy,
            BaselineMacroF1 = reached.Baseline?.MacroF1,
        });
        if (isOwnData)
        {
            progress.Tell(ProgressLine.Checking);
            IReadOnlyList<LabelledText> rows = [.. data.Train, .. data.Dev];
            console.WriteLine(LabelErrorSearch.Write(
                run, rows, data.Labels, (fitted, held, _) => OwnData.Judge(rows, data.Labels.Names, fitted, held), cancellationToken));
        }

        if (publish is not null)
        {
            progress.Tell(ProgressLine.Packaging);
            var publication = kind.Publication(publish, cancellationToken);
            var package = await Publisher.PublishAsync(publication, publish, TimeProvider.System, cancellationToken);
            console.WriteLine(package.Format());
            bool takesMaps = isOwnData && !parsed.GetValue(NoMapsOption);
            if (takesMaps)
            {
                progress.Tell(ProgressLine.Mapping);
            }

            await new FinishedPackage(package, run, data.Dev) { TakesMaps = takesMaps }
                .TellAsync(console, cancellationToken);
        }

        progress.Tell(ProgressLine.Done);
    }

    private static ProgressLine Of(BaselineReport baseline) =>
        new() { BaselineAccuracy = baseline.Accuracy, BaselineMacroF1 = baseline.MacroF1 };

    private static string? BaseOf(ParseResult parsed) => parsed.GetValue(BaseOption) switch
    {
        "none" => null,
        { } path => Path.GetFullPath(path),
        null => parsed.GetValue(FileOption) is null ? null : BaseFolder.Shipped(Directory.GetCurrentDirectory())?.Path,
    };

    private static PublishRequest? Publish(ParseResult parsed, RunFolder run, string dataFolder) =>
        parsed.GetValue(PublishOption) is not { } folder ? null : new()
        {
            Run = run,
            DataFolder = dataFolder,
            Version = parsed.GetRequiredValue(VersionOption),
            OutFolder = Path.GetFullPath(folder),
            Replace = parsed.GetValue(ReplaceOption),
        };

    private static (Recipe Recipe, string Path) Source(ParseResult parsed)
    {
        if (parsed.GetValue(RecipeOption) is { } path)
        {
            return (RecipeRules.File.Load(path), path);
        }

        string file = Path.GetFullPath(parsed.GetValue(FileOption)!);
        var recipe = OwnData.Recipe(
            parsed.GetValue(NameOption)!, file, parsed.GetRequiredValue(Columns.Text), parsed.GetRequiredValue(Columns.Label));
        return RecipeRules.Faults(recipe).First is { } fault ? throw new DataException(fault) : (recipe, file);
    }
}
