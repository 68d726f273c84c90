namespace TextClassify.Communication;

/// <summary>Adds up what the nodes of a block of cases said: the cases one after another, each with its variants.</summary>
/// <param name="shape">Of a node's evidence.</param>
/// <param name="bias">What every logit holds before any token speaks.</param>
/// <param name="parts">What each node sends.</param>
/// <param name="kept">Scores and values of the tokens of each node of a first variant; null where they weren't asked for.</param>
public sealed class CaseMerge(
    EvidenceShape shape, ReadOnlyMemory<float> bias, float[] parts, (float[] Scores, float[] Values)[] kept)
{
    private int _node;

    /// <summary>What was said of the next case; a fault where a logit is not finite.</summary>
    /// <param name="one">Its sources, and the variants in which its nodes stand.</param>
    /// <exception cref="ArgumentException">A variant has no source that takes part.</exception>
    public CaseReading Next(CaseRow one)
    {
        int sources = one.Sources.Count, node = _node;
        _node += one.Variants.Count * sources;
        var answers = new CaseAnswer[one.Variants.Count];
        float[][] tokens = new float[sources][];
        Array.Fill(tokens, []);
        float[] merged = new float[shape.Length];
        for (int variant = 0; variant < answers.Length; variant++, node += sources)
        {
            var own = parts.AsSpan(node * shape.Length, sources * shape.Length);
            var answer = answers[variant] = Answer(own, one.Variants[variant], sources, merged);
            if (!float.IsFinite(TensorPrimitives.Sum<float>(answer.Logits)))
            {
                return new CaseReading([], [], new InvalidDataException("The model gave a logit that is not finite."));
            }

            for (int source = 0; variant == 0 && source < sources; source++)
            {
                if (kept[node + source].Scores is { } scores && one.Variants[0].Has(source))
                {
                    tokens[source] = new float[scores.Length / shape.Aspects * shape.Classes];
                    SourceEvidence.Tokens(
                        scores, kept[node + source].Values, shape, new EvidencePart(merged, shape), tokens[source]);
                }
            }
        }

        return new CaseReading(answers, tokens);
    }

    /// <summary>Merges the sources that take part; <paramref name="merged"/> gets peaks and sums over them.</summary>
    private CaseAnswer Answer(Span<float> own, CaseVariant variant, int sources, float[] merged)
    {
        int classes = shape.Classes;
        Span<bool> present = stackalloc bool[sources];
        float[] alone = new float[sources * classes], shares = new float[sources * classes], logits = new float[classes];
        for (int source = 0; source < sources; source++)
        {
            present.Clear();
            present[source] = true;
            EvidenceMerge.TryMerge(
                own, present, bias.Span, shape, new EvidencePart(merged, shape), shares, alone.AsSpan(source * classes, classes));
        }

        for (int source = 0; source < sources; source++)
        {
            present[source] = variant.Has(source);
        }

        if (!EvidenceMerge.TryMerge(own, present, bias.Span, shape, new EvidencePart(merged, shape), shares, logits))
        {
            throw new ArgumentException("A case has at least one source that takes part.");
        }

        return new CaseAnswer(logits, shares, alone);
    }
}
