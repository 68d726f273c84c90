namespace TextClassify.Communication;

/// <summary>Sizes of evidence that is merged across sources.</summary>
/// <param name="Aspects">R, rows of token weights; at least 1.</param>
/// <param name="Classes">C, logits; at least 1.</param>
public readonly record struct EvidenceShape(int Aspects, int Classes)
{
    /// <summary>Numbers that a source sends: R peaks, R sums, R x C values.</summary>
    public int Length => Aspects * (2 + Classes);
}
