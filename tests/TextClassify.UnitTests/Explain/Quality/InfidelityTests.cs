using TextClassify.Explain.Quality;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class InfidelityTests
{
    private static readonly float[] Scores = [1, 2, -1];
    private static readonly bool[] Removed = [true, false, false, true, true, true];

    [Fact]
    public void Of_TwoSets_IsTheMeanSquareOfWhatTheSumsMiss()
    {
        // (1 - 0.5)^2 and (2 - 3)^2.
        Assert.Equal(0.625, Infidelity.Of(Scores, Removed, [0.5, 3]), 1e-12);
    }

    [Fact]
    public void Scaled_TwoSets_FitsOneFactorFirst()
    {
        // The factor is (1 * 0.5 + 2 * 3) / (1 + 4) = 1.3; (1.3 - 0.5)^2 and (2.6 - 3)^2.
        Assert.Equal(0.4, Infidelity.Scaled(Scores, Removed, [0.5, 3]), 1e-6);
        Assert.Equal(0.4, Infidelity.Scaled([10, 20, -10], Removed, [0.5, 3]), 1e-6);
    }

    [Fact]
    public void Scaled_ZeroScores_IsTheMeanSquareOfTheDrops() =>
        Assert.Equal((0.25 + 9) / 2, Infidelity.Scaled(new float[3], Removed, [0.5, 3]), 1e-12);

    [Fact]
    public void Sensitivity_MovedScores_IsRelativeToTheTexts() => Assert.Equal(0.6, Sensitivity.Of([3, 4], [3, 1]), 1e-6);

    [Fact]
    public void Sensitivity_ZeroScores_IsNoNumber() => Assert.True(double.IsNaN(Sensitivity.Of([0, 0], [0, 0])));
}
