using TextClassify.Training.Onnx;

namespace TextClassify.Training.Classifier;

/// <summary>A finished run of a classifier as packaging sees it; no Torch type.</summary>
internal sealed record TrainedModel
{
    /// <summary>How it was trained, overrides included.</summary>
    public required ClassifierOptions Options { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    public required WeightTable Weights { get; init; }

    public required IReadOnlyList<LabelledText> Dev { get; init; }

    /// <summary>A row may have several labels, or none.</summary>
    public bool HasSets { get; init; }

    public Recipe Recipe => Options.Recipe;

    /// <summary>Numbers of a row of the table that ships: D, and C more with a linear term.</summary>
    public int TableWidth => Recipe.Net.EmbeddingWidth + LinearTerm.WidthOf(Weights);

    /// <summary>Class names in the order of the logits.</summary>
    public IReadOnlyList<string> Labels => Options.Labels;

    /// <summary>Where the run's data files are: a user's own file is named by its whole path and needs no data folder.</summary>
    /// <exception cref="DataException">The folder is needed and not there.</exception>
    public static string FindData(RunFolder run, string? option) => run.ReadOptions<ClassifierOptions>().Recipe.FindData(option);

    /// <summary>The development rows are read from the data folder again; a run folder holds no texts.</summary>
    /// <exception cref="DataException">The run or the data can't be used.</exception>
    public static TrainedModel Read(RunFolder run, string dataFolder, CancellationToken cancellationToken)
    {
        var options = run.ReadOptions<ClassifierOptions>();
        var data = RecipeData.Read(options.Recipe, dataFolder, cancellationToken);
        return new TrainedModel
        {
            Options = options,
            Vocabulary = run.ReadVocabulary(Vocabulary.Read),
            Weights = EmbeddingTable.Shipped(run.ReadWeights(), options.Recipe.ByteTable),
            Dev = data.Dev,
            HasSets = data.Labels.HasSets,
        };
    }

    /// <summary>The development rows as the model reads them.</summary>
    public EncodedSplit EncodeDev() => EncodedSplit.Encode(Dev, Labels, Recipe.EncoderOf(Vocabulary), HasSets);
}
