using System.CommandLine;
using System.CommandLine.Parsing;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Classifier.Verb;

/// <summary>The options of <c>train</c>, and which of them go together.</summary>
internal static class TrainArguments
{
    public static readonly Option<string?> Recipe = CommonOptions.Optional("--recipe", "A recipe: recipes/*.json.", "FILE");

    public static readonly Option<string?> File = new("--csv", "--file")
    {
        Description = "Your own rows instead of a recipe: .csv, .tsv or .jsonl, plain or gzip.",
        HelpName = "FILE",
    };

    public static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--csv");
    public static readonly Option<string?> Separator = CommonOptions.LabelSeparator();
    public static readonly Option<string?> Name = CommonOptions.Optional("--name", "Name of the model, with --csv.", "NAME");
    public static readonly Option<string?> Data = CommonOptions.Data();
    public static readonly Option<string?> Vectors = CommonOptions.Vectors();
    public static readonly Option<string?> Base = CommonOptions.Optional(
        "--base", "What table and net start from, or none; with --csv the base that ships, models/base.", "DIR");

    public static readonly Option<int?> Epochs = new("--epochs")
    {
        Description = "Most times the rows are read, with --csv; by default it follows from their number and length.",
        HelpName = "N",
    };

    public static readonly Option<bool> Quick = new("--quick") { Description = "With --csv: read about a third as much." };

    public static readonly Option<string?> Time = DurationOption.Create(
        "--time", "With --csv: most time from the command to the package, such as 60s or 2m; the training has the steps that fit.");

    public static readonly Option<int?> Folds = new("--folds")
    {
        Description = "With --csv: also train on all parts but one of so many, for a figure with its spread; 0 for none. By default "
            + "where development rows are few; with --quick or --time none.",
        HelpName = "N",
    };

    public static readonly Option<string?> Lessons = CommonOptions.Optional(
        "--lessons", "With --recipe: what teachers said of its rows, made by the teach command.", "FILE");

    public static readonly Option<string?> From = CommonOptions.Optional(
        "--from",
        "With --csv: a package that train --csv made, to go on from; labels that it lacks are added, and its next version is published.",
        "DIR");

    public static readonly Option<bool> Weights = new("--class-weights")
    {
        Description = "With --csv: rare labels count as much as frequent ones, for recall at the price of accuracy.",
    };

    public static readonly Option<int> Seed = CommonOptions.Seed("Seed of weights, batches and dropout.");
    public static readonly Option<string?> Out = CommonOptions.RunFolder();
    public static readonly Option<int> Threads = CommonOptions.Threads();

    public static readonly Option<string?> Publish =
        CommonOptions.Optional("--publish", "After training, write the package the service loads to DIR/NAME/VERSION.", "DIR");

    public static readonly Option<string> Version = CommonOptions.Version("Version of the package, with --publish.");
    public static readonly Option<bool> NoMaps = new("--no-maps")
    {
        Description = "With --csv and --publish: no maps, neighbours and search, whose texts callers can read.",
    };

    public static readonly Option<bool> Replace = CommonOptions.Replace();

    public static void AddTo(Command command)
    {
        Option[] all =
        [
            Recipe, File, Columns.Text, Columns.Label, Separator, Name, Data, Vectors, Base,
            Lessons, From, Epochs, Quick, Time, Folds, Weights, Seed, Out,
            Threads, Publish, Version, Replace, NoMaps, Supervision.Progress, Supervision.EndsWithInput,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (Fault(result) is { } fault)
            {
                result.AddError(fault);
            }
        });
    }

    private static string? Fault(SymbolResult result)
    {
        if ((result.GetValue(Recipe) is null) == (result.GetValue(File) is null))
        {
            return "Give either --recipe or --csv.";
        }

        if (result.GetValue(File) is not null && (result.GetValue(Name) ?? result.GetValue(From)) is null)
        {
            return "--csv needs --name, the name of the model.";
        }

        if (result.GetValue(Lessons) is not null && result.GetValue(Recipe) is null)
        {
            return "--lessons are of a recipe; give --recipe.";
        }

        if (result.GetValue(Epochs) is < 1 or > 10_000)
        {
            return $"--epochs is {result.GetValue(Epochs)}; it must be 1 to 10000.";
        }

        if (result.GetValue(Folds) is (< 0 or 1 or > FoldMeasurement.Most) and var folds)
        {
            return $"--folds is {folds}; it must be 2 to {FoldMeasurement.Most}, or 0 for none.";
        }

        if (result.GetValue(Folds) > 0 && result.GetValue(From) is not null)
        {
            return "--folds trains anew on parts of the rows, and --from has seen rows of its own; give one of them.";
        }

        return null;
    }
}
