using TextClassify.Training.Steps;

namespace TextClassify.Training.Tests.Steps;

public sealed class LearningRateTests
{
    [Theory]
    [InlineData("None")]
    [InlineData("Linear")]
    [InlineData("Cosine")]
    public void Factor_WarmUp_RisesThenNeverRisesAgain(string name)
    {
        var decay = Enum.Parse<DecayKind>(name);
        double[] factors = [.. Enumerable.Range(0, 200).Select(step => LearningRate.Factor(step, 200, 0.1, decay))];

        Assert.All(factors, factor => Assert.InRange(factor, 1e-9, 1));
        Assert.All(Enumerable.Range(1, 19), step => Assert.True(factors[step] > factors[step - 1]));
        Assert.All(Enumerable.Range(21, 179), step => Assert.True(factors[step] <= factors[step - 1]));
    }

    [Fact]
    public void Factor_HalfWayDown_IsOneHalf()
    {
        // 100 steps, 10 of warm-up, 90 down: 55 leaves 45 of 91.
        Assert.Equal(45.0 / 91, LearningRate.Factor(55, 100, 0.1, DecayKind.Linear), 1e-12);
        Assert.Equal(0.5 * (1 - Math.Cos(Math.PI * 45 / 91)), LearningRate.Factor(55, 100, 0.1, DecayKind.Cosine), 1e-12);
    }
}
