using CsCheck;
using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class SoftmaxTests
{
    [Fact]
    public void Write_KnownLogits_GivesKnownProbabilities()
    {
        float[] probabilities = new float[3];

        Softmax.Write([MathF.Log(1), MathF.Log(2), MathF.Log(5)], 1, probabilities);

        Assert.Equal([0.125f, 0.25f, 0.625f], probabilities, AreClose);
    }

    [Fact]
    public void Write_Temperature_DividesTheLogits()
    {
        float[] probabilities = new float[2];

        Softmax.Write([0, 2 * MathF.Log(3)], 2, probabilities);

        Assert.Equal([0.25f, 0.75f], probabilities, AreClose);
    }

    // A softmax that subtracts the logit of largest absolute value overflows on the first two.
    [Theory]
    [InlineData(-60, 40, 0, 1)]
    [InlineData(-1e4, 1e4, 0, 1)]
    [InlineData(-1e30, -1e30, 0.5, 0.5)]
    [InlineData(3e38, -3e38, 1, 0)]
    public void Write_LogitsOfAnySize_GivesFiniteProbabilities(float first, float second, float expectedFirst, float expectedSecond)
    {
        float[] probabilities = new float[2];

        Softmax.Write([first, second], 0.5, probabilities);

        Assert.Equal([expectedFirst, expectedSecond], probabilities, AreClose);
    }

    [Fact]
    public void Write_NaN_IsNotHidden()
    {
        float[] probabilities = new float[2];

        Softmax.Write([float.NaN, 1], 1, probabilities);

        Assert.All(probabilities, probability => Assert.True(float.IsNaN(probability)));
    }

    [Fact]
    public void Write_AnyRow_AgreesWithItsScalarTwin() => Gen
        .Select(Gen.Float[-50, 50].Array[1, 40], Gen.Double[0.05, 20])
        .Sample((logits, temperature) =>
        {
            float[] probabilities = new float[logits.Length];

            Softmax.Write(logits, temperature, probabilities);

            Assert.Equal(Scalar(logits, temperature), probabilities, AreClose);
        });

    [Fact]
    public void WriteRows_InPlace_TreatsEachRowAlone()
    {
        float[] rows = [0, 0, MathF.Log(3), 0];

        Softmax.WriteRows(rows, 2, 1, rows);

        Assert.Equal([0.5f, 0.5f, 0.75f, 0.25f], rows, AreClose);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Write_TemperatureNotPositive_Throws(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Softmax.Write([1f], temperature, new float[1]));

    private static float[] Scalar(float[] logits, double temperature)
    {
        double largest = logits.Max(logit => logit / temperature);
        double sum = logits.Sum(logit => Math.Exp((logit / temperature) - largest));
        return [.. logits.Select(logit => (float)(Math.Exp((logit / temperature) - largest) / sum))];
    }

    private static bool AreClose(float left, float right) => MathF.Abs(left - right) <= 2e-5f;
}
