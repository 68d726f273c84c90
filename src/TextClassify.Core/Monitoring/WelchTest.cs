namespace TextClassify.Monitoring;

/// <summary>Welch 1947: whether two means differ, whatever their variances.</summary>
public static class WelchTest
{
    /// <summary>Two-sided p; 1 where a side has fewer than two.</summary>
    public static double PValue(in Moments left, in Moments right)
    {
        if (left.Count < 2 || right.Count < 2)
        {
            return 1;
        }

        double a = left.Variance / left.Count, b = right.Variance / right.Count;
        double difference = left.Mean - right.Mean;
        if (a + b <= 0)
        {
            return difference == 0 ? 1 : 0;
        }

        double freedom = (a + b) * (a + b) / ((a * a / (left.Count - 1)) + (b * b / (right.Count - 1)));
        return StudentT.TwoSided(difference / Math.Sqrt(a + b), freedom);
    }
}
