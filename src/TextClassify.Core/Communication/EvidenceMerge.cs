namespace TextClassify.Communication;

/// <summary>
/// The logits of a case from the parts of its sources, as if one softmax had run over the tokens of all of them (the merge of partial
/// softmaxes is Milakov and Gimelshein's, 2018):
/// <code>
/// M[r] = max over i of M[i,r];   w[i,r] = exp(M[i,r] - M[r]);   Z[r] = sum over i of w[i,r] s[i,r]
/// share of source i: E[i,c] = sum over r of w[i,r] L[i,r,c] / Z[r];   z[c] = b[c] + sum over i of E[i,c]
/// </code>
/// A source that is missing takes no part: the others' shares are what they would be had it never been there.
/// </summary>
public static class EvidenceMerge
{
    /// <param name="parts">The sources' numbers one behind the other, [N, R (2 + C)]; those of a missing source are not read.</param>
    /// <param name="present">Which sources answered, [N].</param>
    /// <param name="bias">b, [C].</param>
    /// <param name="shape">R and C.</param>
    /// <param name="merged">Gets peaks M, sums Z and the sum of the values, for <see cref="SourceEvidence.Tokens"/>.</param>
    /// <param name="shares">Gets E, [N,C]; 0 for a missing source.</param>
    /// <param name="logits">Gets z, [C].</param>
    /// <returns>False where no source that answered has a token: then there is no answer, and nothing that was given is set.</returns>
    public static bool TryMerge(
        Span<float> parts,
        ReadOnlySpan<bool> present,
        ReadOnlySpan<float> bias,
        EvidenceShape shape,
        EvidencePart merged,
        Span<float> shares,
        Span<float> logits)
    {
        merged.Peaks.Fill(float.NegativeInfinity);
        for (int source = 0; source < present.Length; source++)
        {
            if (present[source])
            {
                TensorPrimitives.Max(merged.Peaks, Part(parts, source, shape).Peaks, merged.Peaks);
            }
        }

        // A token has a score for every aspect, so the first tells.
        if (float.IsNegativeInfinity(merged.Peaks[0]))
        {
            return false;
        }

        merged.Sums.Clear();
        merged.Values.Clear();
        for (int source = 0; source < present.Length; source++)
        {
            if (present[source])
            {
                Add(Part(parts, source, shape), merged, shape);
            }
        }

        shares.Clear();
        bias.CopyTo(logits);
        for (int source = 0; source < present.Length; source++)
        {
            if (present[source])
            {
                var share = shares.Slice(source * shape.Classes, shape.Classes);
                Share(Part(parts, source, shape), merged, shape, share);
                TensorPrimitives.Add(logits, share, logits);
            }
        }

        return true;
    }

    private static EvidencePart Part(Span<float> parts, int source, EvidenceShape shape) =>
        new(parts.Slice(source * shape.Length, shape.Length), shape);

    private static void Add(EvidencePart part, EvidencePart merged, EvidenceShape shape)
    {
        for (int aspect = 0; aspect < shape.Aspects; aspect++)
        {
            float weight = MathF.Exp(part.Peaks[aspect] - merged.Peaks[aspect]);
            merged.Sums[aspect] += weight * part.Sums[aspect];
            var sum = merged.Values.Slice(aspect * shape.Classes, shape.Classes);
            TensorPrimitives.MultiplyAdd(part.Values.Slice(aspect * shape.Classes, shape.Classes), weight, sum, sum);
        }
    }

    private static void Share(EvidencePart part, EvidencePart merged, EvidenceShape shape, Span<float> share)
    {
        for (int aspect = 0; aspect < shape.Aspects; aspect++)
        {
            float weight = MathF.Exp(part.Peaks[aspect] - merged.Peaks[aspect]) / merged.Sums[aspect];
            TensorPrimitives.MultiplyAdd(part.Values.Slice(aspect * shape.Classes, shape.Classes), weight, share, share);
        }
    }
}
