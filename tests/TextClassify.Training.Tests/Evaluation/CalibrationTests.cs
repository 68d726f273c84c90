using CsCheck;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class CalibrationTests
{
    /// <summary>24 rows, all right, gave a temperature of 0.05: a text of four filler words then scored 0.9975.</summary>
    [Fact]
    public void Of_NoRowWrong_KeepsTheNetsOwnScores()
    {
        var calibration = Calibration.Of(Split(margin: 2, right: 24, wrong: 0));

        Assert.Equal((1, false), (calibration.Temperature, calibration.IsDetermined));
        Assert.Equal(
            "The temperature is 1, and the scores are the net's own: none of the 24 development rows is wrong, so they don't say how "
            + "sure a score may be.",
            calibration.Sentence);
    }

    [Fact]
    public void Of_ManyRowsOfTooSureANet_TakesTheEstimate()
    {
        // At a margin of 4 the net says 98 %; of 1,000 rows 800 are right, which softmax says where 4 / T = ln 4.
        var calibration = Calibration.Of(Split(margin: 4, right: 800, wrong: 200));

        Assert.True(calibration.IsDetermined);
        Assert.Equal(4 / Math.Log(4), calibration.Temperature, 1e-3);
        Assert.InRange(calibration.Low, 2.4, 2.75);
        Assert.InRange(calibration.High, 3.05, 3.5);
        Assert.StartsWith("The temperature 2.885 (95 % interval ", calibration.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ManyRowsOfTooUnsureANet_Sharpens()
    {
        var calibration = Calibration.Of(Split(margin: 0.5f, right: 950, wrong: 50));

        Assert.True(calibration.IsDetermined);
        Assert.Equal(0.5 / Math.Log(19), calibration.Temperature, 1e-3);
    }

    /// <summary>The same share right and the same margin: it is the number of rows that decides.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(100, true)]
    public void Of_TooFewRows_KeepsTheNetsOwnScores(int times, bool determined)
    {
        // 9 of 10 right at a margin of 1.5, which says 82 %: the best fit is sharper than the net.
        var calibration = Calibration.Of(Split(margin: 1.5f, right: 9 * times, wrong: times));

        Assert.Equal(determined, calibration.IsDetermined);
        Assert.InRange(calibration.Estimate, 0.6, 0.8);
        Assert.Equal(determined ? calibration.Estimate : 1, calibration.Temperature);
    }

    [Fact]
    public void Of_EstimateAtTheUpperEnd_IsNotTaken()
    {
        // Half right at a margin of 6: no temperature is high enough.
        var calibration = Calibration.Of(Split(margin: 6, right: 100, wrong: 100));

        Assert.Equal(1, calibration.Temperature);
        Assert.Contains("its interval reaches the end of the search", calibration.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnySplit_IsSharperThanTheNetOnlyWhereTheRowsShowIt() =>
        Gen.Select(Gen.Float[-4, 4].Array[60], Gen.Int[0, 2].Array[20]).Sample((logits, labels) =>
        {
            var split = new LabelledLogits(3, logits, labels);
            var calibration = Calibration.Of(split);
            double gain = split.Rows * (TemperatureScaling.Loss(split, 1) - TemperatureScaling.Loss(split, calibration.Estimate));

            Assert.InRange(calibration.Estimate, calibration.Low - 1e-9, calibration.High + 1e-9);
            Assert.True(calibration.Temperature >= 1 || (gain > 1.92 && calibration.Errors > 0));
        });

    /// <summary>Rows of two classes whose logits lie <paramref name="margin"/> apart.</summary>
    private static LabelledLogits Split(float margin, int right, int wrong) => new(
        2,
        [.. Enumerable.Repeat((float[])[margin, 0], right + wrong).SelectMany(row => row)],
        [.. Enumerable.Repeat(0, right), .. Enumerable.Repeat(1, wrong)]);
}
