namespace TextClassify.Explain.Contextual;

/// <summary>The phrases' parts of the logits as they come in, and how exactly both parts give the logits.</summary>
/// <param name="phrases">P.</param>
/// <param name="logits">[C], of the whole text.</param>
internal sealed class PhraseParts(int phrases, float[] logits)
{
    private readonly float[] _beta = new float[phrases * logits.Length];
    private double _residual;

    /// <summary>Phrases so far, in their order; the others' parts are 0.</summary>
    public int Done { get; private set; }

    public void Add(ContextualBatch batch)
    {
        batch.Beta.CopyTo(_beta, Done * logits.Length);
        for (int i = 0; i < batch.Beta.Length; i++)
        {
            _residual = Math.Max(_residual, Math.Abs((double)batch.Beta[i] + batch.Gamma[i] - logits[i % logits.Length]));
        }

        Done += batch.Beta.Length / logits.Length;
    }

    /// <param name="contrast">What is explained.</param>
    /// <param name="tokens">T; their own phrases are the last T.</param>
    /// <param name="phrase">The first phrase when it is one that was asked for.</param>
    public Attribution Attribution(Contrast contrast, int tokens, Phrase? phrase)
    {
        float[] scores = new float[tokens];
        for (int token = 0; token < tokens; token++)
        {
            scores[token] = Part(contrast, phrases - tokens + token);
        }

        // The largest |beta + gamma - logit| of all phrases and classes: what the split being exact means.
        var facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["residual"] = _residual };
        if (phrase is { } asked)
        {
            float part = Part(contrast, 0);
            double alone = 0;
            foreach (float score in scores.AsSpan(asked.Start, asked.Length))
            {
                alone += score;
            }

            facts["phrase_score"] = (double)part;
            facts["interaction"] = part - alone;
        }

        return new Attribution { Scores = scores, Target = contrast.Target, Foil = contrast.Foil, Facts = facts };
    }

    private float Part(Contrast contrast, int phrase) => contrast.Of(_beta.AsSpan(phrase * logits.Length, logits.Length));
}
