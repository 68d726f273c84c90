using TextClassify.Training.Recipes;

namespace TextClassify.Training.Language;

/// <summary>A set-up of a character language model: <c>recipes/lm_*.json</c>.</summary>
internal sealed record LanguageRecipe : RecipeHead
{
    public LanguageRecipe() => DevShare = 0.01;

    /// <summary>False when the text's licence lets no model of it be passed on: no package is made.</summary>
    public bool Ship { get; init; } = true;

    /// <summary>CSV, TSV or JSONL with a text column, or .txt with a text a line; plain or gzip.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Development file; without it <see cref="RecipeHead.DevShare"/> of the training texts is set aside.</summary>
    public string? Dev { get; init; }

    public string TextColumn { get; init; } = "text";

    /// <summary>What is put in place of what, in this order, before a character is read.</summary>
    public IReadOnlyList<Replacement> Replace { get; init; } = [];

    /// <summary>Characters seen so often in the training texts are known; the others are one unknown character.</summary>
    public int MinCount { get; init; } = 1_000;

    public CharacterNetOptions Net { get; init; } = new();

    public LanguageTraining Training { get; init; } = new();
}

internal sealed record Replacement(string Old, string New);
