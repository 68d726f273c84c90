using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Baseline;
using TextClassify.Training.Continuation;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Development;
using TextClassify.Training.Kinds;
using TextClassify.Training.Loops;
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
    private static readonly Option<string?> SeparatorOption = CommonOptions.LabelSeparator();
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

    private static readonly Option<string?> TimeOption = DurationOption.Create(
        "--time", "With --csv: most time from the command to the package, such as 60s or 2m; the training has the steps that fit.");

    private static readonly Option<int?> FoldsOption = new("--folds")
    {
        Description = "With --csv: also train on all parts but one of so many, for a figure with its spread; 0 for none. By default "
            + "where development rows are few; with --quick or --time none.",
        HelpName = "N",
    };

    private static readonly Option<string?> LessonsOption = CommonOptions.Optional(
        "--lessons", "With --recipe: what teachers said of its rows, made by the teach command.", "FILE");

    private static readonly Option<string?> FromOption = CommonOptions.Optional(
        "--from",
        "With --csv: a package that train --csv made, to go on from; labels that it lacks are added, and its next version is published.",
        "DIR");

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
              train --csv tickets.csv --text body --label billing,shipping,urgent --name tags --publish models
              train --csv new.csv --text body --label team --from models/tickets/1
            """)
        {
            RecipeOption, FileOption, Columns.Text, Columns.Label, SeparatorOption, NameOption, DataOption, VectorsOption, BaseOption,
            LessonsOption, FromOption, EpochsOption, QuickOption, TimeOption, FoldsOption, WeightsOption, SeedOption, OutOption,
            ThreadsOption, PublishOption, VersionOption, ReplaceOption, NoMapsOption, Supervision.Progress, Supervision.EndsWithInput,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(RecipeOption) is null) == (result.GetValue(FileOption) is null))
            {
                result.AddError("Give either --recipe or --csv.");
            }
            else if (result.GetValue(FileOption) is not null && (result.GetValue(NameOption) ?? result.GetValue(FromOption)) is null)
            {
                result.AddError("--csv needs --name, the name of the model.");
            }
            else if (result.GetValue(LessonsOption) is not null && result.GetValue(RecipeOption) is null)
            {
                result.AddError("--lessons are of a recipe; give --recipe.");
            }
            else if (result.GetValue(EpochsOption) is < 1 or > 10_000)
            {
                result.AddError($"--epochs is {result.GetValue(EpochsOption)}; it must be 1 to 10000.");
            }
            else if (result.GetValue(FoldsOption) is (< 0 or 1 or > FoldMeasurement.Most) and var folds)
            {
                result.AddError($"--folds is {folds}; it must be 2 to {FoldMeasurement.Most}, or 0 for none.");
            }
            else if (result.GetValue(FoldsOption) > 0 && result.GetValue(FromOption) is not null)
            {
                result.AddError("--folds trains anew on parts of the rows, and --from has seen rows of its own; give one of them.");
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
        bool isOwnData = parsed.GetValue(RecipeOption) is null;
        var limit = LimitOf(parsed);
        var from = await FromAsync(parsed, cancellationToken);
        var (recipe, path) = Source(parsed, from);
        string folder = recipe.FindData(parsed.GetValue(DataOption));
        var request = new RunRequest(
            path, folder, parsed.GetValue(VectorsOption), parsed.GetValue(SeedOption), parsed.GetValue(ThreadsOption))
        {
            Base = BaseOf(parsed),
            Lessons = parsed.GetValue(LessonsOption),
        };
        string version = VersionOf(parsed, recipe.Name, from);
        var run = TrainVerb.FolderOf(
            parsed.GetValue(OutOption), from is null ? recipe.Name : $"{recipe.Name}-{version}", request.Seed);

        // Told before the training, not after it.
        var publish = Publish(parsed, run, folder, version);
        publish?.ThrowIfUnusable(recipe.Name);

        Directory.CreateDirectory(run.Path);
        var data = RecipeData.Read(recipe, folder, cancellationToken);
        data = from is null ? data : OwnData.GoOn(data, from);
        progress.Tell(new ProgressLine { Rows = data.Train.Count, DevelopmentRows = data.Dev.Count, Labels = data.Labels.Count });
        BadRowReport.Write(console, data.BadRows);
        var choices = new OwnDataChoices(parsed.GetValue(EpochsOption), parsed.GetValue(QuickOption), parsed.GetValue(WeightsOption));
        var fitted = isOwnData ? OwnData.Fit(recipe, data, choices) : recipe;
        var runner = ClassifierKind.Prepare(fitted, data, request, isOwnData, from, limit, baseline => progress.Tell(Of(baseline)));
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
            var own = new OwnRows(run, data);
            if (FoldsOf(parsed, data) is > 0 and var folds)
            {
                progress.Tell(ProgressLine.Folding);
                own.Cross(console, recipe, choices, request, folds, cancellationToken);
            }

            progress.Tell(ProgressLine.Checking);
            console.WriteLine(own.Search(limit, cancellationToken));
        }

        if (publish is not null)
        {
            progress.Tell(ProgressLine.Packaging);
            var publication = kind.Publication(publish, cancellationToken);
            var package = await Publisher.PublishAsync(publication, publish, TimeProvider.System, cancellationToken);
            console.WriteLine(package.Format());
            bool takesMaps = isOwnData && !parsed.GetValue(NoMapsOption) && limit is not { AllowsMaps: false };
            if (takesMaps)
            {
                progress.Tell(ProgressLine.Mapping);
            }

            await new FinishedPackage(package, run, data.Dev) { TakesMaps = takesMaps }.TellAsync(console, cancellationToken);
        }

        if (limit is not null)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"It took {(limit.Whole - limit.Left).TotalSeconds:F0} s of {limit.Whole.TotalSeconds:F0} s."));
        }

        progress.Tell(ProgressLine.Done);
    }

    private static ProgressLine Of(BaselineReport baseline) =>
        new() { BaselineAccuracy = baseline.Accuracy, BaselineMacroF1 = baseline.MacroF1 };

    private static RunLimit? LimitOf(ParseResult parsed) => DurationOption.Parse(parsed.GetValue(TimeOption)) is { } whole
        ? new(TimeProvider.System, whole)
        {
            Packages = (parsed.GetValue(PublishOption) ?? parsed.GetValue(FromOption)) is not null,
            TakesMaps = !parsed.GetValue(NoMapsOption),
        }
        : null;

    private static async Task<StartingPackage?> FromAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(FromOption) is { } folder
            ? await StartingPackage.ReadAsync(Path.GetFullPath(folder), new(), cancellationToken)
            : null;

    private static int FoldsOf(ParseResult parsed, RecipeData data) => parsed.GetValue(FoldsOption)
        ?? ((parsed.GetValue(TimeOption) ?? parsed.GetValue(FromOption)) is not null || parsed.GetValue(QuickOption)
            ? 0
            : FoldMeasurement.CountFor(data.Train.Count + data.Dev.Count, data.Dev.Count));

    private static string? BaseOf(ParseResult parsed) => parsed.GetValue(BaseOption) switch
    {
        "none" => null,
        { } path => Path.GetFullPath(path),
        null => parsed.GetValue(FileOption) is null ? null : BaseFolder.Shipped(Directory.GetCurrentDirectory())?.Path,
    };

    /// <summary>The next one where a package is gone on with under its own name, and no other is asked for.</summary>
    private static string VersionOf(ParseResult parsed, string name, StartingPackage? from) =>
        from is not null && name == from.Manifest.Name && parsed.GetResult(VersionOption) is null or { Implicit: true }
            ? StartingPackage.NextVersion(parsed.GetValue(FromOption)!)
            : parsed.GetRequiredValue(VersionOption);

    private static PublishRequest? Publish(ParseResult parsed, RunFolder run, string dataFolder, string version) =>
        (parsed.GetValue(PublishOption) ?? ModelsOf(parsed.GetValue(FromOption))) is not { } folder ? null : new()
        {
            Run = run,
            DataFolder = dataFolder,
            Version = version,
            OutFolder = Path.GetFullPath(folder),
            Replace = parsed.GetValue(ReplaceOption),
        };

    private static string? ModelsOf(string? package) =>
        package is null ? null : Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(package)));

    private static (Recipe Recipe, string Path) Source(ParseResult parsed, StartingPackage? from)
    {
        if (parsed.GetValue(RecipeOption) is { } path)
        {
            return (RecipeRules.File.Load(path), path);
        }

        string file = Path.GetFullPath(parsed.GetValue(FileOption)!);
        var recipe = OwnData.Recipe(
            parsed.GetValue(NameOption) ?? from!.Manifest.Name,
            file,
            parsed.GetRequiredValue(Columns.Text),
            parsed.GetRequiredValue(Columns.Label));
        recipe = recipe with
        {
            LabelSeparator = parsed.GetValue(SeparatorOption),
            MaxTokens = from?.Manifest.Tokenizer.MaxTokens ?? recipe.MaxTokens,
        };
        return RecipeRules.Faults(recipe).First is { } fault ? throw new DataException(fault) : (recipe, file);
    }
}
