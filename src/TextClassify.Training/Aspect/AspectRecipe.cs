using TextClassify.Training.Rows;

namespace TextClassify.Training.Aspect;

/// <summary>A set-up of an aspect model: <c>recipes/aspect.json</c>.</summary>
internal sealed record AspectRecipe : WordRecipe
{
    /// <summary>The labels of every aspect model, in the order of its logits.</summary>
    public static readonly IReadOnlyList<string> Labels = ["negative", "neutral", "positive"];

    public AspectRecipe()
    {
        MinCount = 1;
        MaxVocabulary = 20_000;
    }

    /// <summary>Kinds of text that are measured apart; the model is one.</summary>
    public required IReadOnlyList<AspectDomain> Domains { get; init; }

    /// <summary>Texts labelled as a whole, to train on beside the domains; nothing is measured on them.</summary>
    public IReadOnlyList<WholeTexts> Whole { get; init; } = [];

    public AspectNetOptions Net { get; init; } = new();

    public AspectTraining Training { get; init; } = new();
}

/// <param name="Name">How figures name it.</param>
/// <param name="Train">A JSONL file of aspects.</param>
/// <param name="Dev">Its development file, if there is one.</param>
/// <param name="Weight">Of an aspect in the loss.</param>
internal sealed record AspectDomain(string Name, string Train, string? Dev = null, double Weight = 1);

/// <param name="Train">A JSONL file of texts with a label.</param>
/// <param name="Labels">negative, neutral or positive by the file's own label; rows with another label are left out.</param>
/// <param name="Weight">Of a text in the loss.</param>
/// <param name="Share">Share of the texts that an epoch reads, chosen anew each time.</param>
internal sealed record WholeTexts(string Train, IReadOnlyDictionary<string, string> Labels, double Weight = 1, double Share = 1);
