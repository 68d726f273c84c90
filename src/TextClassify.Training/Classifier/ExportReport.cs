using TextClassify.Training.Packaging;

namespace TextClassify.Training.Classifier;

/// <param name="Parity">The graph against the net.</param>
/// <param name="EvidenceGap">Largest |logit - (bias + sum of evidence)|.</param>
/// <param name="Gradients">The backward graph against autograd.</param>
/// <param name="Tokens">Tokens of the split.</param>
/// <param name="GraphTime">One pass over the split through ONNX Runtime, one thread.</param>
/// <param name="NetTime">The same through Torch, one thread.</param>
internal sealed record ExportReport(
    Parity Parity, double EvidenceGap, GradientParity Gradients, long Tokens, TimeSpan GraphTime, TimeSpan NetTime)
{
    /// <summary>Evidence adds up to the logits to single precision.</summary>
    public const double EvidenceTolerance = 1e-4;

    public bool Holds => Parity.Holds && EvidenceGap <= EvidenceTolerance && Gradients.Holds;
}
