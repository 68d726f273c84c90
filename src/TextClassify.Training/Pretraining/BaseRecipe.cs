using TextClassify.Training.Recipes;
using TextClassify.Training.Rows;

namespace TextClassify.Training.Pretraining;

/// <summary>A set-up of the base that classifiers start from: <c>recipes/base.json</c>.</summary>
internal sealed record BaseRecipe : RecipeHead
{
    /// <summary>The texts whose words get vectors and whose meaning is distilled.</summary>
    public required IReadOnlyList<BaseCorpus> Corpora { get; init; }

    /// <summary>V: the most frequent words of all texts.</summary>
    public int Words { get; init; } = 60_000;

    /// <summary>Tokens of a text that the teacher reads at most; of a longer text a stretch from the beginning of a sentence.</summary>
    public int MaxTokens { get; init; } = 40;

    /// <summary>Which finer labels some corpora have, in order; none when empty.</summary>
    public IReadOnlyList<string> FinerLabels { get; init; } = [];

    /// <summary>Weight of the finer labels' loss beside the distance from the teacher.</summary>
    public double FinerLabelWeight { get; init; } = 0.2;

    public CrnnOptions Net { get; init; } = new();

    public BaseTraining Training { get; init; } = new();
}

/// <summary>How the base is trained.</summary>
internal sealed record BaseTraining : RowTraining;

/// <summary>A file of texts.</summary>
/// <param name="File">Relative to the data folder.</param>
/// <param name="Texts">How many of them the teacher reads, chosen by seed.</param>
internal sealed record BaseCorpus(string File, int Texts)
{
    public string TextColumn { get; init; } = "text";

    /// <summary>Column of a label in <see cref="BaseRecipe.FinerLabels"/>; null where the texts have none.</summary>
    public string? LabelColumn { get; init; }
}
