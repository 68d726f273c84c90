namespace TextClassify.Explain.Counterfactuals;

/// <summary>The label an edited text is to get: a given one, or any but the prediction.</summary>
internal readonly record struct FlipGoal(int Prediction, int? Target)
{
    // A row's numbers may move by 1e-5 with the rows beside it; a flip by less than ten times that is none.
    private const float LeastMargin = 1e-4f;

    /// <summary>The logit that has to rise, and the one it has to pass.</summary>
    public (int Rising, int Falling) Rivals(ReadOnlySpan<float> logits) =>
        Target is { } target ? (target, BestBut(target, logits)) : (BestBut(Prediction, logits), Prediction);

    /// <summary>How far past it is; below 0 as long as it is not.</summary>
    public float Margin(ReadOnlySpan<float> logits)
    {
        var (rising, falling) = Rivals(logits);
        return logits[rising] - logits[falling];
    }

    public bool IsReached(ReadOnlySpan<float> logits) => Margin(logits) >= LeastMargin;

    private static int BestBut(int excluded, ReadOnlySpan<float> logits)
    {
        int best = excluded == 0 ? 1 : 0;
        for (int label = best + 1; label < logits.Length; label++)
        {
            best = label != excluded && logits[label] > logits[best] ? label : best;
        }

        return best;
    }
}
