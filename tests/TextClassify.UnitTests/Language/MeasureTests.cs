using CsCheck;

namespace TextClassify.Language;

public sealed class MeasureTests
{
    [Theory]
    [InlineData(new float[] { 0, 0, 0, 0 }, 2, 2)]
    [InlineData(new float[] { 1000, 1000 }, 0, 1)]
    [InlineData(new float[] { 0, float.NegativeInfinity }, 0, 0)]
    public void Surprisal_KnownProbability_IsItsBits(float[] logits, int id, float bits) =>
        Assert.Equal(bits, Surprisal.Of(logits, id), 1e-6f);

    [Fact]
    public void Surprisal_NoNumber_StaysNone() => Assert.True(float.IsNaN(Surprisal.Of([float.NaN, 0], 1)));

    /// <summary>2^-bits over all characters adds up to 1.</summary>
    [Fact]
    public void Surprisal_AllCharacters_AddUpToCertainty() =>
        Gen.Float[-20, 20].Array[2, 30].Sample(logits =>
            Assert.Equal(1, Enumerable.Range(0, logits.Length).Sum(id => Math.Pow(2, -Surprisal.Of(logits, id))), 1e-5));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    [InlineData(1.5, 25)]
    [InlineData(2, 50)]
    [InlineData(3, 75)]
    [InlineData(4, 100)]
    [InlineData(9, 100)]
    public void Percentile_BetweenKept_IsLinear(double bits, double expected) =>
        Assert.Equal(expected, OutOfDistribution.Percentile(bits, [1, 2, 4]), 1e-12);

    [Fact]
    public void Percentile_RepeatedValues_TakesTheLast() => Assert.Equal(50, OutOfDistribution.Percentile(1, [1, 1, 2]), 1e-12);
}
