using CsCheck;
using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class ScoreScaleTests
{
    [Fact]
    public void Write_Independent_IsTheSigmoidOfEachLogit()
    {
        float[] scores = new float[3];

        new ScoreScale(2, Independent: true).Write([2 * MathF.Log(3), 0, -2 * MathF.Log(9)], scores);

        Assert.Equal(0.75, scores[0], 1e-6);
        Assert.Equal(0.5, scores[1], 1e-6);
        Assert.Equal(0.1, scores[2], 1e-6);
    }

    [Fact]
    public void Write_TemperatureAlone_IsSoftmax()
    {
        float[] scores = new float[2], expected = new float[2];
        ScoreScale scale = 2;

        scale.Write([0, 2 * MathF.Log(3)], scores);
        Softmax.Write([0, 2 * MathF.Log(3)], 2, expected);

        Assert.Equal(expected, scores);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Write_IndependentAndNoNumber_IsNaNEverywhere(float logit)
    {
        float[] scores = new float[2];

        new ScoreScale(1, Independent: true).Write([logit, 1], scores);

        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void WriteRows_AnyRows_AreThoseOfEachRow() => Gen.Select(Gen.Float[-40, 40].Array[6], Gen.Bool).Sample((logits, independent) =>
    {
        var scale = new ScoreScale(1.5, independent);
        float[] rows = new float[6], alone = new float[3];
        scale.WriteRows(logits, 3, rows);
        scale.Write(logits.AsSpan(3), alone);
        return rows.AsSpan(3).SequenceEqual(alone) && rows.All(score => score is >= 0 and <= 1);
    });

    [Fact]
    public void EntropyOf_Independent_AddsUpOverLabels()
    {
        Assert.Equal(2 * Math.Log(2), new ScoreScale(1, Independent: true).EntropyOf([0.5f, 0.5f, 1]), 1e-6);
        Assert.Equal(Math.Log(2), new ScoreScale(1).EntropyOf([0.5f, 0.5f, 0]), 1e-6);
    }
}
