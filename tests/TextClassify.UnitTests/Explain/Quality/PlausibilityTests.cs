using TextClassify.Explain.Quality;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class PlausibilityTests
{
    [Theory]
    [InlineData("xx...", "xx...", 1)]
    // One hit; precision 1/3, recall 1/2.
    [InlineData("xxx..", "..xx.", 0.4)]
    [InlineData("xx...", "...xx", 0)]
    [InlineData(".....", "...xx", 0)]
    public void TokenF1_Marks_IsTheHarmonicMean(string chosen, string human, double expected) =>
        Assert.Equal(expected, Plausibility.TokenF1(Marks(chosen), Marks(human)), 1e-12);

    [Theory]
    [InlineData("xx..x", "xx..x", 1)]
    // Two of four shared: exactly half is a hit; one run each.
    [InlineData("xxx...", ".xxx..", 1)]
    // One of three shared: below half.
    [InlineData("xx....", ".xx...", 0)]
    // The first run hits, the second does not: precision 1/2, recall 1.
    [InlineData("xx..x.", "xx....", 2.0 / 3)]
    // A run across two of the people's shares 2 of 5 with each.
    [InlineData("xxxxx", "xx.xx", 0)]
    [InlineData("......", "xx....", 0)]
    public void IouF1_Runs_CountWhatSharesHalf(string chosen, string human, double expected) =>
        Assert.Equal(expected, Plausibility.IouF1(Marks(chosen), Marks(human)), 1e-12);

    [Fact]
    public void AveragePrecision_KnownRanking_IsTheMeanPrecisionAtTheHits()
    {
        // Hits at ranks 1 and 3 of 4: (1/1 + 2/3) / 2.
        Assert.Equal((1 + (2.0 / 3)) / 2, Plausibility.AveragePrecision([0.9f, 0.1f, 0.5f, 0.7f], Marks("x.x.")), 1e-12);
    }

    [Theory]
    [InlineData("x...")]
    [InlineData("...x")]
    public void AveragePrecision_EqualScores_IsTheShareOfMarks(string human) =>
        Assert.Equal(0.25, Plausibility.AveragePrecision(new float[4], Marks(human)), 1e-12);

    [Fact]
    public void AveragePrecision_ReversedScores_IsTheWorst()
    {
        // The marked token comes last of four.
        Assert.Equal(0.25, Plausibility.AveragePrecision([-4, -1, -2, -3], Marks("x...")), 1e-12);
    }

    private static bool[] Marks(string marks) => [.. marks.Select(mark => mark == 'x')];
}
