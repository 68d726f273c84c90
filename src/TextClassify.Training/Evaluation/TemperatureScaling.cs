namespace TextClassify.Training.Evaluation;

/// <summary>One temperature for all logits, fitted on the development split (Guo et al. 2017). It changes no prediction.</summary>
internal static class TemperatureScaling
{
    // A net outside this range is not miscalibrated but broken; the search stays finite on separable data, where the best T is 0.
    public const double Lowest = 0.05;
    public const double Highest = 20;

    /// <summary>Temperatures whose ratio is less are one.</summary>
    public const double Precision = 1.0001;

    private static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The T of least loss, by golden section over log T: the loss is convex in 1/T, so it has one valley.</summary>
    public static double Fit(LabelledLogits split)
    {
        double low = Math.Log(Lowest), high = Math.Log(Highest);
        double left = high - (GoldenRatio * (high - low)), right = low + (GoldenRatio * (high - low));
        double leftLoss = Loss(split, Math.Exp(left)), rightLoss = Loss(split, Math.Exp(right));

        while (high - low > 1e-6)
        {
            if (leftLoss <= rightLoss)
            {
                (high, right, rightLoss) = (right, left, leftLoss);
                left = high - (GoldenRatio * (high - low));
                leftLoss = Loss(split, Math.Exp(left));
            }
            else
            {
                (low, left, leftLoss) = (left, right, rightLoss);
                right = low + (GoldenRatio * (high - low));
                rightLoss = Loss(split, Math.Exp(right));
            }
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>Mean negative log-likelihood of the true classes, in nats; of rows with several labels the sum over all labels.</summary>
    public static double Loss(LabelledLogits split, double temperature)
    {
        double loss = 0;
        if (split.Targets is { } targets)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                double margin = (targets[i] ? split.Logits[i] : -split.Logits[i]) / temperature;
                loss += Math.Log(1 + Math.Exp(-Math.Abs(margin))) + Math.Max(0, -margin);
            }

            return loss / split.Rows;
        }

        for (int row = 0; row < split.Rows; row++)
        {
            var logits = split.Row(row);
            double largest = double.NegativeInfinity, sum = 0;
            foreach (float logit in logits)
            {
                largest = Math.Max(largest, logit / temperature);
            }

            foreach (float logit in logits)
            {
                sum += Math.Exp((logit / temperature) - largest);
            }

            loss += Math.Log(sum) + largest - (logits[split.Labels[row]] / temperature);
        }

        return loss / split.Rows;
    }
}
