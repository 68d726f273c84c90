using TextClassify.HiddenStates.Maps;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Maps;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(12.5, 12.5)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void PercentOf_EvenValues_IsTheValue(double value, double percent)
    {
        double[] quantiles = Quantiles.Of([.. Enumerable.Range(0, 1001).Select(i => 100 - (i / 10.0))]);

        Assert.Equal(percent, Quantiles.PercentOf(quantiles, value), 1e-9);
    }

    [Fact]
    public void PercentOf_OneValueOnly_SplitsAtIt()
    {
        double[] quantiles = Quantiles.Of([3]);

        Assert.Equal(0, Quantiles.PercentOf(quantiles, 3));
        Assert.Equal(100, Quantiles.PercentOf(quantiles, 3.5));
    }

    [Fact]
    public void Histogram_Jumps_FillBinsOfEqualWidth()
    {
        var histogram = JumpHistogram.Of([0, 0.99f, 1, 39.5f, 40]);

        Assert.Equal(40, histogram.Largest);
        Assert.Equal(2, histogram.Counts[0]);
        Assert.Equal(1, histogram.Counts[1]);
        Assert.Equal(2, histogram.Counts[^1]);
        Assert.Equal(5, histogram.Counts.Sum());
    }

    [Fact]
    public void Histogram_NoJump_IsEmpty() => Assert.Equal(0, JumpHistogram.Of([]).Counts.Sum());
}
