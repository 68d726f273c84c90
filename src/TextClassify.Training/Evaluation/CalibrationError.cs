namespace TextClassify.Training.Evaluation;

/// <summary>Expected calibration error: |accuracy - confidence| in bins of equal width, weighted by their rows (Guo et al. 2017).</summary>
internal static class CalibrationError
{
    /// <summary>As in Guo et al. 2017.</summary>
    public const int Bins = 15;

    /// <summary>Of rows with several labels, over all scores of all labels: each against whether its row has the label.</summary>
    public static double Expected(LabelledLogits split, double temperature)
    {
        if (split.Targets is { } targets)
        {
            return OfEach(split.Logits, targets, temperature);
        }

        double[] confidence = new double[Bins], correct = new double[Bins];
        for (int row = 0; row < split.Rows; row++)
        {
            double[] scores = Probabilities.Softmax(split.Row(row), temperature);
            int label = Probabilities.ArgMax<double>(scores);
            int bin = Math.Min((int)(scores[label] * Bins), Bins - 1);
            confidence[bin] += scores[label];
            correct[bin] += label == split.Labels[row] ? 1 : 0;
        }

        double error = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            error += Math.Abs(correct[bin] - confidence[bin]);
        }

        return error / split.Rows;
    }

    private static double OfEach(float[] logits, bool[] targets, double temperature)
    {
        double[] scores = Probabilities.Of(logits, new(temperature, Independent: true)), gaps = new double[Bins];
        for (int i = 0; i < scores.Length; i++)
        {
            gaps[Math.Min((int)(scores[i] * Bins), Bins - 1)] += scores[i] - (targets[i] ? 1 : 0);
        }

        return gaps.Sum(Math.Abs) / scores.Length;
    }
}
