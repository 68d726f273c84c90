using TextClassify.Explain.Quality;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class FaithfulnessTests
{
    [Fact]
    public void Bins_AreErasers() => Assert.Equal([0.01, 0.05, 0.1, 0.2, 0.5], Faithfulness.Bins.ToArray());

    [Theory]
    [InlineData(0.01, 1, 1)]
    [InlineData(0.01, 100, 1)]
    [InlineData(0.01, 101, 2)]
    [InlineData(0.1, 70, 7)]
    [InlineData(0.2, 11, 3)]
    [InlineData(0.5, 5, 3)]
    [InlineData(0.5, 1, 1)]
    public void Count_Share_IsRoundedUp(double share, int tokens, int expected) =>
        Assert.Equal(expected, Faithfulness.Count(share, tokens));

    [Fact]
    public void AreaOver_Rows_IsTheMeanFall()
    {
        // Falls 0.1, 0.2, 0.3, 0.4, 0.8.
        Assert.Equal(0.36, Faithfulness.AreaOver(0.9, [0.8, 0.7, 0.6, 0.5, 0.1]), 1e-12);
    }

    [Fact]
    public void LogOdds_Fall_IsNegative() => Assert.Equal(-Math.Log(4), Faithfulness.LogOdds(0.8, 0.2), 1e-12);

    [Fact]
    public void AreaUnder_UnevenCounts_WeighsEachStepByItsWidth()
    {
        // Trapezoids 0.75 * 1, 0.5 * 1, 0.25 * 2 over four tokens.
        Assert.Equal(1.75 / 4, Faithfulness.AreaUnder([0, 1, 2, 4], [1, 0.5, 0.5, 0]), 1e-12);
    }

    [Theory]
    [InlineData(3, 32, new[] { 0, 1, 2, 3 })]
    [InlineData(10, 4, new[] { 0, 2, 5, 7, 10 })]
    [InlineData(1, 4, new[] { 0, 1 })]
    public void CurveCounts_Text_RunsFromNoneToAll(int tokens, int most, int[] expected) =>
        Assert.Equal(expected, Faithfulness.CurveCounts(tokens, most));
}
