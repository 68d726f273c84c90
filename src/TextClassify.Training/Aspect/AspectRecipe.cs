using System.Text.Json.Serialization;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Aspect;

/// <summary>A reproducible set-up of an aspect model: <c>recipes/aspect.json</c>. Paths are relative to the data folder.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AspectRecipe
{
    /// <summary>The labels of every aspect model, in the order of its logits.</summary>
    public static readonly IReadOnlyList<string> Labels = ["negative", "neutral", "positive"];

    /// <summary>The name of the package it makes.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    public required string Description { get; init; }

    /// <summary>What the data are and where a user gets them.</summary>
    public required string Source { get; init; }

    /// <summary>Kinds of text that are measured apart; the model is one.</summary>
    public required IReadOnlyList<AspectDomain> Domains { get; init; }

    /// <summary>Texts labelled as a whole, to train on beside the domains; nothing is measured on them.</summary>
    public IReadOnlyList<WholeTexts> Whole { get; init; } = [];

    /// <summary>Share of a domain's train set aside when it has no dev; which texts go hangs on the texts alone.</summary>
    public double DevShare { get; init; } = 0.1;

    public int MaxTokens { get; init; } = 256;

    /// <summary>Rarer training words are unknown, unless the vectors know them.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>Most rows of the vocabulary.</summary>
    public int MaxVocabulary { get; init; } = 20_000;

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

/// <summary>How an aspect model is trained.</summary>
public sealed record AspectTraining
{
    /// <summary>Most epochs; early stopping may end before.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Texts a step, with all of their aspects; batches hold texts of similar length.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>AdamW's step size at its peak.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Factor on the learning rate of the embedding table.</summary>
    public double EmbeddingRate { get; init; } = 0.3;

    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest gradient norm.</summary>
    public double ClipNorm { get; init; } = 1;

    public double EmbeddingDropout { get; init; } = 0.4;

    /// <summary>Of a multi-zone cell's candidates, anew at each step.</summary>
    public double RecurrentDropout { get; init; }

    public double StateDropout { get; init; } = 0.3;

    public double OutputDropout { get; init; } = 0.3;

    /// <summary>Share of tokens replaced by the unknown word in training.</summary>
    public double WordDropout { get; init; } = 0.05;

    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the tags' cross-entropy beside the aspects'.</summary>
    public double TagWeight { get; init; } = 0.5;

    /// <summary>Epochs without a better development accuracy, mean over the domains, before stopping.</summary>
    public int Patience { get; init; } = 6;

    /// <summary>Share of the steps over which the learning rate rises to its peak.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>How the learning rate falls after the warm-up, over all <see cref="Epochs"/>.</summary>
    public DecayKind Decay { get; init; } = DecayKind.Linear;

    /// <summary>Share a step keeps of the moving average of the weights, which is then what is evaluated and kept; 0 keeps none.</summary>
    public double WeightAverage { get; init; } = 0.99;
}
