namespace TextClassify.Training.Evaluation;

/// <summary>softmax(z / T) in double precision, for figures that are written down.</summary>
internal static class Probabilities
{
    public static double[] Softmax(ReadOnlySpan<float> logits, double temperature)
    {
        double[] scores = new double[logits.Length];
        double largest = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit / temperature);
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp((logits[i] / temperature) - largest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }

        return scores;
    }

    /// <summary>The first of the largest.</summary>
    public static int ArgMax<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i].CompareTo(values[best]) > 0 ? i : best;
        }

        return best;
    }
}
