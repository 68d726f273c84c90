using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Packaging;

/// <summary>A finished run as packaging sees it; no Torch type.</summary>
internal sealed record TrainedModel
{
    /// <summary>As it was trained, overrides included.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The recipe's file name, or the user's data file.</summary>
    public required string RecipeName { get; init; }

    /// <summary>Class names in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    public required WeightTable Weights { get; init; }

    public required int Seed { get; init; }

    /// <summary>File name of the word vectors the table started from.</summary>
    public string? Vectors { get; init; }

    public required int TrainRows { get; init; }

    /// <summary>The commit that trained it, or <c>unknown</c>.</summary>
    public required string Commit { get; init; }

    public required IReadOnlyList<LabelledText> Dev { get; init; }

    /// <summary>Where the run's data files are: a user's own file is named by its whole path and needs no data folder.</summary>
    /// <exception cref="DataException">The folder is needed and not there.</exception>
    public static string FindData(RunFolder run, string? option) => DataFolder.ResolveFor(run.ReadOptions().Recipe, option);

    /// <summary>The development rows are read from the data folder again; a run folder holds no texts.</summary>
    /// <exception cref="DataException">The run or the data can't be used.</exception>
    public static TrainedModel Read(RunFolder run, string dataFolder, CancellationToken cancellationToken)
    {
        var options = run.ReadOptions();
        var data = RecipeData.Read(options.Recipe, dataFolder, cancellationToken);
        return new TrainedModel
        {
            Recipe = options.Recipe,
            RecipeName = options.RecipeName,
            Labels = options.Labels,
            Vocabulary = run.ReadVocabulary(),
            Weights = run.ReadWeights(),
            Seed = options.Seed,
            Vectors = options.Vectors,
            TrainRows = options.TrainRows,
            Commit = options.Commit,
            Dev = data.Dev,
        };
    }

    /// <summary>The development rows as the model reads them.</summary>
    public EncodedSplit EncodeDev() => EncodedSplit.Encode(Dev, Labels, new TextEncoder(Vocabulary, Recipe.MaxTokens));
}
