namespace TextClassify.Communication;

/// <summary>A source's side of a merged answer: it sums its tokens up, and shares its part of the logit out to them afterwards.</summary>
public static class SourceEvidence
{
    /// <summary>Sums the tokens up.</summary>
    /// <param name="scores">a, [T,R]; T may be 0.</param>
    /// <param name="values">Of token t, aspect r and class c: <c>&lt;W[r,c], v[t]&gt;</c>, [T,R,C].</param>
    /// <param name="shape">R and C.</param>
    /// <param name="part">Gets M, s and L.</param>
    public static void Gather(ReadOnlySpan<float> scores, ReadOnlySpan<float> values, EvidenceShape shape, EvidencePart part)
    {
        var (aspects, classes) = shape;
        part.Peaks.Fill(float.NegativeInfinity);
        part.Sums.Clear();
        part.Values.Clear();
        for (int at = 0; at < scores.Length; at += aspects)
        {
            TensorPrimitives.Max(part.Peaks, scores.Slice(at, aspects), part.Peaks);
        }

        for (int i = 0; i < scores.Length; i++)
        {
            int aspect = i % aspects;
            float weight = MathF.Exp(scores[i] - part.Peaks[aspect]);
            part.Sums[aspect] += weight;
            var sum = part.Values.Slice(aspect * classes, classes);
            TensorPrimitives.MultiplyAdd(values.Slice(i * classes, classes), weight, sum, sum);
        }
    }

    /// <summary>
    /// Each token's share of the merged logits; over the tokens of a source they sum to the source's share, over all sources and the bias
    /// to the logits.
    /// </summary>
    /// <param name="scores">As for <see cref="Gather"/>.</param>
    /// <param name="values">As for <see cref="Gather"/>.</param>
    /// <param name="shape">R and C.</param>
    /// <param name="merged">Peaks and sums over all sources, as <see cref="EvidenceMerge"/> gives them.</param>
    /// <param name="shares">Gets [T,C].</param>
    public static void Tokens(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> values, EvidenceShape shape, EvidencePart merged, Span<float> shares)
    {
        var (aspects, classes) = shape;
        shares.Clear();
        for (int i = 0; i < scores.Length; i++)
        {
            int aspect = i % aspects;
            float weight = MathF.Exp(scores[i] - merged.Peaks[aspect]) / merged.Sums[aspect];
            var share = shares.Slice(i / aspects * classes, classes);
            TensorPrimitives.MultiplyAdd(values.Slice(i * classes, classes), weight, share, share);
        }
    }
}
