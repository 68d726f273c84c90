using CsCheck;
using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class RankCorrelationTests
{
    private static readonly Gen<(float[] First, float[] Second)> Pairs =
        Gen.Int[2, 12].SelectMany(length => Gen.Select(Gen.Int[-3, 3].Select(i => (float)i).Array[length], Gen.Float[-1, 1].Array[length]));

    [Fact]
    public void Spearman_KnownRanks_GivesOneMinusSixSquaresOverNCubed()
    {
        // Ranks 1..5 against 2, 1, 4, 3, 5: squared differences 1, 1, 1, 1, 0; 1 - 6 * 4 / (5 * 24).
        Assert.Equal(0.8, RankCorrelation.Spearman([1, 2, 3, 4, 5], [20, -1, 400, 30, 1e6f]), 1e-12);
    }

    [Fact]
    public void Spearman_Ties_ShareTheMeanRank()
    {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
        Assert.Equal(4.5 / Math.Sqrt(22.5), RankCorrelation.Spearman([0, 7, 7, 9], [1, 2, 3, 4]), 1e-12);
    }

    [Fact]
    public void KendallTau_OneSwapInFour_CountsPairs()
    {
        // Five pairs agree, one does not, of six.
        Assert.Equal(4 / 6.0, RankCorrelation.KendallTau([1, 2, 3, 4], [1, 3, 2, 4]), 1e-12);
    }

    [Fact]
    public void KendallTau_Ties_LeaveTheirPairsOut()
    {
        // Of six pairs, one is tied on the left and five agree: 5 / sqrt(5 * 6).
        Assert.Equal(5 / Math.Sqrt(30), RankCorrelation.KendallTau([0, 7, 7, 9], [1, 2, 3, 4]), 1e-12);
    }

    [Fact]
    public void EitherMeasure_ConstantScores_IsNoNumber()
    {
        Assert.Equal(double.NaN, RankCorrelation.Spearman([2, 2, 2], [1, 2, 3]));
        Assert.Equal(double.NaN, RankCorrelation.KendallTau([1, 2, 3], [2, 2, 2]));
    }

    [Fact]
    public void EitherMeasure_ReversedScores_ChangesSign() => Pairs.Sample((first, second) =>
    {
        float[] reversed = Array.ConvertAll(second, score => -score);

        Assert.Equal(-RankCorrelation.Spearman(first, second), RankCorrelation.Spearman(first, reversed), 1e-9);
        Assert.Equal(-RankCorrelation.KendallTau(first, second), RankCorrelation.KendallTau(first, reversed), 1e-9);
    });

    [Fact]
    public void EitherMeasure_SameScores_IsOne() =>
        Gen.Float[-1, 1].Array[2, 20].Where(scores => scores.Distinct().Count() > 1).Sample(scores =>
    {
        Assert.Equal(1, RankCorrelation.Spearman(scores, scores), 1e-9);
        Assert.Equal(1, RankCorrelation.KendallTau(scores, scores), 1e-9);
    });
}
