using CsCheck;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class TemperatureScalingTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void Fit_ThreeOfFourRight_GivesTheTemperatureThatSaysThreeQuarters(double temperature)
    {
        // softmax(a / T, 0) = 3/4 where a = T ln 3.
        float logit = (float)(temperature * Math.Log(3));
        var split = new LabelledLogits(2, [logit, 0, logit, 0, logit, 0, logit, 0], [0, 0, 0, 1]);

        Assert.Equal(temperature, TemperatureScaling.Fit(split), 1e-4 * temperature);
    }

    [Fact]
    public void Fit_EverythingRight_StaysFinite()
    {
        var split = new LabelledLogits(2, [5, 0, 0, 5], [0, 1]);

        Assert.InRange(TemperatureScaling.Fit(split), 0.04, 1);
    }

    [Fact]
    public void Fit_AnySplit_IsNoWorseThanAnyOtherTemperature() =>
        Gen.Select(Gen.Float[-4, 4].Array[30], Gen.Int[0, 2].Array[10], Gen.Double[0.06, 19]).Sample((logits, labels, other) =>
        {
            var split = new LabelledLogits(3, logits, labels);

            Assert.True(TemperatureScaling.Loss(split, TemperatureScaling.Fit(split)) <= TemperatureScaling.Loss(split, other) + 1e-9);
        });

    [Fact]
    public void Loss_EqualLogits_IsTheLogarithmOfTheClasses()
    {
        var split = new LabelledLogits(4, [1, 1, 1, 1], [2]);

        Assert.Equal(Math.Log(4), TemperatureScaling.Loss(split, 1), 1e-12);
    }
}
