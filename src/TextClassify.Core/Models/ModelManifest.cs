using System.Text.Json.Serialization;

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
    public const string EmbeddingFile = EmbeddingShape.HalfFile;
    public const string SingleEmbeddingFile = EmbeddingShape.SingleFile;
    public const string ByteEmbeddingFile = EmbeddingShape.ByteFile;
    public const string VocabularyFile = "vocab.txt";
    public const string MergesFile = "merges.txt";
    public const string GoldenFile = "golden.json";
    public const string CardFile = "card.md";

    /// <summary>A word of <see cref="Outputs"/>.</summary>
    public const string IndependentOutputs = "independent";

    /// <summary>Class names in the order of the logits; distinct, at least two.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required TokenizerSettings Tokenizer { get; init; }

    public required ForwardShape Shape { get; init; }

    /// <summary>The vocabulary's size and D: the shape of the table that <see cref="EmbeddingShape.File"/> is.</summary>
    public required EmbeddingShape Embedding { get; init; }

    /// <summary>What the forward graph calls its inputs; null where it calls them as <see cref="ForwardGraph"/> does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GraphInputs? Inputs { get; init; }

    /// <summary>What the graph can give, in the words of <see cref="Models.Capabilities"/>.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Divides the logits before softmax or sigmoid (Guo et al. 2017); above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>
    /// <see cref="IndependentOutputs"/> where a text may have several labels, or none: each score is the sigmoid of its own logit. Null
    /// where one label excludes the others.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outputs { get; init; }

    /// <summary>Of independent labels, in their order: the score from which on a text has the label, 0..1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>How logits become scores.</summary>
    [JsonIgnore]
    public ScoreScale Scale => new(Temperature, Outputs is not null);
}
