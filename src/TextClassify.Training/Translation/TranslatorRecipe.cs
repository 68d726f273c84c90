using TextClassify.Training.Nets.Translation;
using TextClassify.Training.Recipes;
using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>A set-up of a translator: <c>recipes/reaction.json</c>.</summary>
internal sealed record TranslatorRecipe : RecipeHead
{
    /// <summary>Pairs to fit: CSV, TSV or JSONL, plain or gzip.</summary>
    public required string Train { get; init; }

    /// <summary>Development file; without it <see cref="RecipeHead.DevShare"/> of the training pairs is set aside.</summary>
    public string? Dev { get; init; }

    public string SourceColumn { get; init; } = "source";

    public string TargetColumn { get; init; } = "target";

    public TextNotation Notation { get; init; } = TextNotation.Characters;

    public PairWriting Writing { get; init; } = new();

    /// <summary>Most symbols of a source or a target; longer pairs are left out, and longer inputs are not translated.</summary>
    public int MaxSymbols { get; init; } = 160;

    /// <summary>Symbols seen so often in the training pairs are known; the others are one unknown symbol.</summary>
    public int MinCount { get; init; } = 5;

    public TranslatorNetOptions Net { get; init; } = new();

    public TranslatorTraining Training { get; init; } = new();
}
