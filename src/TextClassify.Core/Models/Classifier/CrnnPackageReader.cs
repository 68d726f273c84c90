using System.Collections.Immutable;

namespace TextClassify.Models.Classifier;

/// <summary>Reads packages of the net that this repository trains for whole texts.</summary>
public sealed class CrnnPackageReader : ClassifierPackageReader
{
    public const string Architecture = "crnn";

    /// <summary>What the training tool's own packages give.</summary>
    public static ImmutableArray<string> Given { get; } =
        [Capabilities.Evidence, Capabilities.WordWeights, Capabilities.HiddenStates, Capabilities.Gradients, Capabilities.Contextual];

    protected override ImmutableArray<string> Able => Given;

    protected override string? CheckReading(ModelManifest manifest) => TokenizerRules.CheckSymbols(manifest);

    protected override (bool Fits, string Rule) Fit(ForwardShape shape) =>
        (shape is { Aspects: > 0, StateWidth: > 0, WordWidth: > 0 }, "each must be at least 1");
}
