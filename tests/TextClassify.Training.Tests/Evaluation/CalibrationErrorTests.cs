using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class CalibrationErrorTests
{
    private static readonly float Sure = (float)Math.Log(9);

    [Fact]
    public void Expected_NineOfTenRightAtNineTenths_IsZero()
    {
        var split = new LabelledLogits(
            2, [.. Enumerable.Repeat<float[]>([Sure, 0], 10).SelectMany(row => row)], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

        Assert.Equal(0, CalibrationError.Expected(split, 1), 1e-6);
    }

    [Fact]
    public void Expected_TwoBins_WeighsThemByTheirRows()
    {
        // Three rows at 0.9, all right: |3 - 2.7|. One at 0.5, wrong: |0 - 0.5|. Over 4 rows: 0.8 / 4.
        var split = new LabelledLogits(2, [Sure, 0, Sure, 0, Sure, 0, 0, 0], [0, 0, 0, 1]);

        Assert.Equal(0.2, CalibrationError.Expected(split, 1), 1e-6);
    }

    [Fact]
    public void Expected_Temperature_DividesTheLogits()
    {
        var split = new LabelledLogits(2, [2 * Sure, 0], [0]);

        Assert.Equal(0.1, CalibrationError.Expected(split, 2), 1e-6);
    }
}
