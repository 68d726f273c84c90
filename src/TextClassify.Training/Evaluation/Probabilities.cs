using TextClassify.Numerics;

namespace TextClassify.Training.Evaluation;

/// <summary>Scores of logits in double precision, for figures that are written down.</summary>
internal static class Probabilities
{
    public static double[] Of(ReadOnlySpan<float> logits, ScoreScale scale)
    {
        if (!scale.Independent)
        {
            return Softmax(logits, scale.Temperature);
        }

        double[] scores = new double[logits.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 / (1 + Math.Exp(-logits[i] / scale.Temperature));
        }

        return scores;
    }

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
