using System.CommandLine;
using TextClassify.Training.Continuation;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Loops;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Classifier.Verb;

/// <summary>What <see cref="TrainArguments"/> ask for.</summary>
internal static class TrainChoices
{
    public static RunLimit? LimitOf(ParseResult parsed) => DurationOption.Parse(parsed.GetValue(TrainArguments.Time)) is { } whole
        ? new(TimeProvider.System, whole)
        {
            Packages = (parsed.GetValue(TrainArguments.Publish) ?? parsed.GetValue(TrainArguments.From)) is not null,
            TakesMaps = !parsed.GetValue(TrainArguments.NoMaps),
        }
        : null;

    public static async Task<StartingPackage?> FromAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(TrainArguments.From) is { } folder
            ? await StartingPackage.ReadAsync(Path.GetFullPath(folder), new(), cancellationToken)
            : null;

    public static int FoldsOf(ParseResult parsed, RecipeData data) => parsed.GetValue(TrainArguments.Folds)
        ?? (parsed.GetValue(TrainArguments.Quick)
            || (parsed.GetValue(TrainArguments.Time) ?? parsed.GetValue(TrainArguments.From)) is not null
                ? 0
                : FoldMeasurement.CountFor(data.Train.Count + data.Dev.Count, data.Dev.Count));

    public static string? BaseOf(ParseResult parsed) => parsed.GetValue(TrainArguments.Base) switch
    {
        "none" => null,
        { } path => Path.GetFullPath(path),
        null => parsed.GetValue(TrainArguments.File) is null ? null : BaseFolder.Shipped(Directory.GetCurrentDirectory())?.Path,
    };

    /// <summary>The next one where a package is gone on with under its own name, and no other is asked for.</summary>
    public static string VersionOf(ParseResult parsed, string name, StartingPackage? from) =>
        from is not null && name == from.Manifest.Name && parsed.GetResult(TrainArguments.Version) is null or { Implicit: true }
            ? StartingPackage.NextVersion(parsed.GetValue(TrainArguments.From)!)
            : parsed.GetRequiredValue(TrainArguments.Version);

    public static PublishRequest? Publish(ParseResult parsed, RunFolder run, string dataFolder, string version) =>
        (parsed.GetValue(TrainArguments.Publish) ?? ModelsOf(parsed.GetValue(TrainArguments.From))) is not { } folder ? null : new()
        {
            Run = run,
            DataFolder = dataFolder,
            Version = version,
            OutFolder = Path.GetFullPath(folder),
            Replace = parsed.GetValue(TrainArguments.Replace),
        };

    public static (Recipe Recipe, string Path) Source(ParseResult parsed, StartingPackage? from)
    {
        if (parsed.GetValue(TrainArguments.Recipe) is { } path)
        {
            return (RecipeRules.File.Load(path), path);
        }

        string file = Path.GetFullPath(parsed.GetValue(TrainArguments.File)!);
        var recipe = OwnData.Recipe(
            parsed.GetValue(TrainArguments.Name) ?? from!.Manifest.Name,
            file,
            parsed.GetRequiredValue(TrainArguments.Columns.Text),
            parsed.GetRequiredValue(TrainArguments.Columns.Label));
        recipe = recipe with
        {
            LabelSeparator = parsed.GetValue(TrainArguments.Separator),
            MaxTokens = from?.Manifest.Tokenizer.MaxTokens ?? recipe.MaxTokens,
        };
        return RecipeRules.Faults(recipe).First is { } fault ? throw new DataException(fault) : (recipe, file);
    }

    private static string? ModelsOf(string? package) =>
        package is null ? null : Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(package)));
}
