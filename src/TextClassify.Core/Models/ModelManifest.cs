using System.Text.Json.Serialization;
using TextClassify.Forward;

namespace TextClassify.Models;

/// <summary>The content of <c>model.json</c>, the first file of a model package. Unknown properties are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModelManifest
{
    /// <summary>The schema this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    public const string FileName = "model.json";
    public const string ForwardFile = "forward.onnx";
    public const string ExplainFile = "explain.onnx";
    public const string ContextualFile = "contextual.onnx";
    public const string EmbeddingFile = "embedding.f16.bin";
    public const string VocabularyFile = "vocab.txt";
    public const string GoldenFile = "golden.json";
    public const string CardFile = "card.md";

    public required int SchemaVersion { get; init; }

    /// <summary>1 to 64 of [a-z0-9-], starting with a letter; also the package's folder.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 32 of [A-Za-z0-9.-]; also the version's folder.</summary>
    public required string Version { get; init; }

    /// <summary><c>crnn</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary><c>classification</c>.</summary>
    public required string Task { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    public required string Description { get; init; }

    /// <summary>Class names in the order of the logits; distinct, at least two.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required TokenizerSettings Tokenizer { get; init; }

    public required ForwardShape Shape { get; init; }

    /// <summary>D and the vocabulary's size: the shape of <c>embedding.f16.bin</c>, row-major little-endian IEEE half.</summary>
    public required EmbeddingShape Embedding { get; init; }

    /// <summary>What the graph can give, in the words of <see cref="Models.Capabilities"/>.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Divides the logits before softmax (Guo et al. 2017); above 0.</summary>
    public required double Temperature { get; init; }

    public required TrainingRecord Training { get; init; }

    /// <summary>Development figures by name: accuracy, macro_f1, ece, loss ...</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>SHA-256 (lower-case hex) of every other file of the package.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <param name="Kind"><c>word</c>.</param>
/// <param name="MaxTokens">Longer texts are cut.</param>
public sealed record TokenizerSettings(string Kind, int MaxTokens);

public sealed record EmbeddingShape(int Rows, int Width);

/// <param name="Data">What it was trained on, in words.</param>
/// <param name="Recipe">Recipe file name or the user's file name.</param>
/// <param name="Seed">The seed of the shipped run.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="Commit">The commit that trained it, or <c>unknown</c>.</param>
public sealed record TrainingRecord(string Data, string Recipe, int Seed, int Rows, string Commit);
