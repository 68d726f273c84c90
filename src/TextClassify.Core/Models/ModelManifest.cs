using System.Text.Json.Serialization;
using TextClassify.Forward;

namespace TextClassify.Models;

/// <summary>The content of <c>model.json</c> of every package that labels texts or parts of them. Unknown properties are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record ModelManifest : PackageManifest
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
}

/// <param name="Kind"><c>word</c>.</param>
/// <param name="MaxTokens">Longer texts are cut.</param>
public sealed record TokenizerSettings(string Kind, int MaxTokens);

public sealed record EmbeddingShape(int Rows, int Width);
