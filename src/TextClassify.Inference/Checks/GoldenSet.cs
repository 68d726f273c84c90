namespace TextClassify.Inference.Checks;

/// <summary>A model that is about to serve, and the texts whose answers travelled with it.</summary>
internal sealed record GoldenSet(
    ModelManifest Manifest, IReadOnlyList<GoldenText> Texts, ITextEncoder Encoder, IForwardPass Forward);
