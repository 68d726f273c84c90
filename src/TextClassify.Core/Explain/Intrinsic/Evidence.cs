namespace TextClassify.Explain.Intrinsic;

/// <summary>The exact shares of the tokens in a logit: e[t,c] with z[c] = b[c] + sum_t e[t,c].</summary>
internal static class Evidence
{
    /// <param name="evidence">[T, C].</param>
    /// <param name="classes">C.</param>
    /// <param name="contrast">Which class, against which.</param>
    /// <param name="scores">[T].</param>
    public static void WriteScores(ReadOnlySpan<float> evidence, int classes, Contrast contrast, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(evidence.Length, scores.Length * classes);
        for (int token = 0; token < scores.Length; token++)
        {
            scores[token] = contrast.Of(evidence.Slice(token * classes, classes));
        }
    }

    /// <summary>Logit minus bias; for a contrast, of the difference.</summary>
    public static double ExpectedSum(ReadOnlySpan<float> logits, ReadOnlySpan<float> bias, Contrast contrast) =>
        (double)contrast.Of(logits) - contrast.Of(bias);
}
