using System.Buffers;

namespace TextClassify.HiddenStates;

/// <summary>What the model would say at each step of a text, read from one forward pass.</summary>
public static class ExpectedPrediction
{
    /// <summary>The scores of the local logits: the output layer applied to the step's word state alone (Garcia et al. 2021).</summary>
    /// <param name="localLogits">[T, C].</param>
    /// <param name="classes">C.</param>
    /// <param name="scale">Of the model.</param>
    /// <param name="probabilities">[T, C].</param>
    public static void WriteLocal(ReadOnlySpan<float> localLogits, int classes, ScoreScale scale, Span<float> probabilities) =>
        scale.WriteRows(localLogits, classes, probabilities);

    /// <summary>The scores of bias + sum of the evidence up to the step; the last step is the model's prediction, to float
    /// precision.</summary>
    /// <param name="evidence">[T, C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="scale">Of the model.</param>
    /// <param name="probabilities">[T, C].</param>
    public static void WriteCumulative(
        ReadOnlySpan<float> evidence, ReadOnlySpan<float> bias, ScoreScale scale, Span<float> probabilities)
    {
        int classes = bias.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(evidence.Length % classes, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, evidence.Length);

        // The sums run in double: the last one is compared with a logit that was summed in another order.
        double[] sums = ArrayPool<double>.Shared.Rent(classes);
        try
        {
            for (int label = 0; label < classes; label++)
            {
                sums[label] = bias[label];
            }

            for (int start = 0; start < evidence.Length; start += classes)
            {
                for (int label = 0; label < classes; label++)
                {
                    sums[label] += evidence[start + label];
                    probabilities[start + label] = (float)sums[label];
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }

        scale.WriteRows(probabilities, classes, probabilities);
    }
}
