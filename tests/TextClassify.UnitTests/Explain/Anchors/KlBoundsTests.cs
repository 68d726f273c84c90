using TextClassify.Explain.Anchors;

namespace TextClassify.UnitTests.Explain.Anchors;

public sealed class KlBoundsTests
{
    [Fact]
    public void Lower_AllHits_IsTheRootOfTheRate()
    {
        // KL(1, q) = -log q.
        Assert.Equal(Math.Exp(-3.0 / 100), KlBounds.Lower(1, 100, rate: 3), 1e-9);
        Assert.Equal(1 - Math.Exp(-3.0 / 100), KlBounds.Upper(0, 100, rate: 3), 1e-9);
    }

    [Theory]
    [InlineData(0.3, 50)]
    [InlineData(0.9, 400)]
    public void Bounds_SomeHits_LieWhereTheDivergenceReachesTheRate(double mean, int draws)
    {
        Assert.Equal(2, draws * KlBounds.Divergence(mean, KlBounds.Lower(mean, draws, rate: 2)), 1e-6);
        Assert.Equal(2, draws * KlBounds.Divergence(mean, KlBounds.Upper(mean, draws, rate: 2)), 1e-6);
        Assert.InRange(mean, KlBounds.Lower(mean, draws, rate: 2), KlBounds.Upper(mean, draws, rate: 2));
    }

    [Fact]
    public void Bounds_NoDraws_SayNothing()
    {
        Assert.Equal(0, KlBounds.Lower(0, 0, rate: 2));
        Assert.Equal(1, KlBounds.Upper(0, 0, rate: 2));
    }
}
