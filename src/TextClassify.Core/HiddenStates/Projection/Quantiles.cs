namespace TextClassify.HiddenStates.Projection;

/// <summary>A distribution as its quantiles at 0, 0.01 ... 1.</summary>
internal static class Quantiles
{
    public const int Count = 101;

    /// <param name="values">At least one; sorted here.</param>
    public static double[] Of(double[] values)
    {
        Array.Sort(values);
        double[] quantiles = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            double rank = i / (Count - 1.0) * (values.Length - 1);
            int low = (int)rank, high = Math.Min(low + 1, values.Length - 1);
            quantiles[i] = values[low] + ((rank - low) * (values[high] - values[low]));
        }

        return quantiles;
    }

    /// <summary>The share below a value in percent, linear between quantiles; 0 below the first and 100 above the last.</summary>
    public static double PercentOf(IReadOnlyList<double> quantiles, double value)
    {
        if (!(value > quantiles[0]))
        {
            return 0;
        }

        int above = 1;
        while (above < quantiles.Count && quantiles[above] < value)
        {
            above++;
        }

        return above == quantiles.Count ? 100 : above - 1 + ((value - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]));
    }
}
