using System.Collections.Immutable;
using TextClassify.Models.Classifier;

namespace TextClassify.Models.GenericOnnx;

/// <summary>
/// Reads packages of any graph to logits, from embeddings or from ids; of the rest of it no more is known than the states of its tokens,
/// where it gives them.
/// </summary>
public sealed class GenericOnnxPackageReader : ClassifierPackageReader
{
    public const string Architecture = "onnx";

    private const string Zero = "each must be 0";

    protected override ImmutableArray<string> Able => [Capabilities.Embeddings, Capabilities.Gradients, Capabilities.HiddenStates];

    /// <summary>Without names for its inputs a graph takes embeddings.</summary>
    protected override string? NeededBy(ModelManifest manifest) => manifest.Inputs is null ? Capabilities.Embeddings : null;

    protected override (bool Fits, string Rule) Fit(ForwardShape shape) => (shape is { Aspects: 0, StateWidth: 0, WordWidth: >= 0 }, Zero);

    protected override string? CheckReading(ModelManifest manifest) => TokenizerRules.CheckAny(manifest);

    protected override string? CheckOwn(ModelManifest manifest)
    {
        bool hasStates = manifest.Has(Capabilities.HiddenStates);
        return hasStates == manifest.Shape.WordWidth > 0
            ? null
            : $"has 0 aspects, state width 0 and word width {manifest.Shape.WordWidth}; "
                + $"{(hasStates ? "the last must be at least 1" : Zero)}.";
    }
}
