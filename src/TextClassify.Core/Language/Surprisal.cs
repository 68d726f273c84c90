namespace TextClassify.Language;

/// <summary>How surprising what came is: -log2 of its probability.</summary>
public static class Surprisal
{
    /// <summary>Bits of the character <paramref name="id"/> under the softmax of <paramref name="logits"/>; not a number when a logit is
    /// none.</summary>
    public static float Of(ReadOnlySpan<float> logits, int id)
    {
        float most = TensorPrimitives.Max(logits);
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - most);
        }

        return (float)((Math.Log(sum) + most - logits[id]) / Math.Log(2));
    }
}
