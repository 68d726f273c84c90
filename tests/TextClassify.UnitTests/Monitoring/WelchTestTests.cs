namespace TextClassify.Monitoring;

public sealed class WelchTestTests
{
    /// <summary>Of Student's table.</summary>
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(5, 2.571)]
    [InlineData(10, 2.228)]
    [InlineData(30, 2.042)]
    [InlineData(1_000_000, 1.960)]
    public void Quantile95_OfATable_IsTheTables(double freedom, double value) =>
        Assert.Equal(value, StudentT.Quantile95(freedom), 3);

    [Theory]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(-3.169, 10, 0.01)]
    [InlineData(0, 10, 1)]
    public void TwoSided_OfATable_IsTheTables(double t, double freedom, double p) => Assert.Equal(p, StudentT.TwoSided(t, freedom), 3);

    /// <summary>Means 2 and 3, variances 1 and 1 of three each: t = -1.2247 at 4 degrees of freedom.</summary>
    [Fact]
    public void PValue_ByHand_IsStudents()
    {
        var left = new Moments(3, 6, 14);
        var right = new Moments(3, 9, 29);

        Assert.Equal(0.2879, WelchTest.PValue(left, right), 3);
        Assert.Equal(1, WelchTest.PValue(left, left));
        Assert.Equal(1, WelchTest.PValue(left, new Moments(1, 9, 81)));
    }

    [Fact]
    public void MeanBand_OfThree_IsStudents()
    {
        var (value, lower, upper) = new Moments(3, 6, 14).MeanBand();

        Assert.Equal(2, value);
        Assert.Equal(2 - (4.303 / Math.Sqrt(3)), lower, 3);
        Assert.Equal(2 + (4.303 / Math.Sqrt(3)), upper, 3);
    }

    /// <summary>1 to 5: t = 3 / sqrt(2.5 / 5) at 4 degrees of freedom.</summary>
    [Fact]
    public void MeanPValue_ByHand_IsStudents()
    {
        Assert.Equal(0.01324, new Moments(5, 15, 55).MeanPValue(), 5);
        Assert.Equal(1, new Moments(1, 9, 81).MeanPValue());
        Assert.Equal(1, new Moments(3, 0, 0).MeanPValue());
        Assert.Equal(0, new Moments(3, 3, 3).MeanPValue());
    }

    /// <summary>Their own example has 15 p values, of which the first four are discoveries at 0.05.</summary>
    [Fact]
    public void QValues_OfBenjaminiAndHochberg_FindFour()
    {
        double[] p =
        [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
        ];

        double[] q = FalseDiscovery.QValues([.. p.Reverse()]);

        Assert.Equal(4, q.Count(value => value <= 0.05));
        Assert.Equal(0.0001 * 15, q[^1], 10);
        Assert.Equal(1, q[0]);
        Assert.Equal(q.OrderDescending(), q);
    }
}
