using TextClassify.Text;
using TextClassify.Training.Data;
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

    public required int TrainRows { get; init; }

    /// <summary>The commit that trained it, or <c>unknown</c>.</summary>
    public required string Commit { get; init; }

    public required IReadOnlyList<LabelledText> Dev { get; init; }
}
