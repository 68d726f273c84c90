using System.Collections.Immutable;
using TextClassify.Forward;
using TextClassify.Models.Classifier;

namespace TextClassify.Models.GenericOnnx;

/// <summary>Reads packages of any graph from embeddings to logits, of which nothing else is known; its widths but the classes are 0.</summary>
public sealed class GenericOnnxPackageReader : ClassifierPackageReader
{
    public const string Architecture = "onnx";

    protected override ImmutableArray<string> Able => [Capabilities.Embeddings, Capabilities.Gradients];

    protected override string? Needed => Capabilities.Embeddings;

    protected override (bool Fits, string Rule) Fit(ForwardShape shape) =>
        (shape is { Aspects: 0, StateWidth: 0, WordWidth: 0 }, "each must be 0");
}
