namespace TextClassify.Monitoring;

/// <summary>Count, sum and sum of squares; those of several replicas add up.</summary>
public readonly record struct Moments(long Count, double Sum, double Squares)
{
    public double Mean => Count > 0 ? Sum / Count : 0;

    /// <summary>Unbiased; 0 below two.</summary>
    public double Variance => Count > 1 ? Math.Max(0, Squares - (Sum * Sum / Count)) / (Count - 1) : 0;

    /// <summary>The mean with its 95 % interval by Student's t.</summary>
    public Band MeanBand()
    {
        double half = Count > 1 ? StudentT.Quantile95(Count - 1) * Math.Sqrt(Variance / Count) : double.PositiveInfinity;
        return new Band(Mean, Mean - half, Mean + half);
    }

    /// <summary>Two-sided p of a mean of 0, by Student's t test (1908); 1 below two.</summary>
    public double MeanPValue() => Count < 2 ? 1
        : Variance > 0 ? StudentT.TwoSided(Mean / Math.Sqrt(Variance / Count), Count - 1)
        : Mean == 0 ? 1 : 0;

    public static Moments operator +(Moments left, Moments right) =>
        new(left.Count + right.Count, left.Sum + right.Sum, left.Squares + right.Squares);
}
