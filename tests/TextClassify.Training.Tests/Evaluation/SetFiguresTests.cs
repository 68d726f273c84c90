using CsCheck;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class SetFiguresTests
{
    // Said at a half: row 0 {a}, row 1 {a,b}, row 2 {}, row 3 {b}; true: {a}, {b}, {c}, {a,b}.
    private static readonly LabelledLogits Four = Split(
        [[2, -1, -1], [1, 1, -3], [-1, -2, -0.5f], [-1, 3, -1]], [[0], [1], [2], [0, 1]]);

    [Fact]
    public void SetMatrix_ByHand_GivesItsFigures()
    {
        var matrix = new SetMatrix(Four);

        Assert.Equal(0.25, matrix.SubsetAccuracy);

        // a: right 1 of 2 said, 2 had. b: right 2 of 2 said, 2 had. c: none said, 1 had.
        Assert.Equal([0.5, 1, 0], new[] { 0, 1, 2 }.Select(matrix.F1));
        Assert.Equal(0.5, matrix.MacroF1);
        Assert.Equal(2.0 * 3 / (4 + 5), matrix.MicroF1, 1e-12);
        Assert.Equal((0.5, 0.5, 2, 2), (matrix.Precision(0), matrix.Recall(0), matrix.Said(0), matrix.Actual(0)));
        Assert.Equal((0.0, 0.0), (matrix.Precision(2), matrix.Recall(2)));
    }

    [Fact]
    public void SetMatrix_LabelThatNoRowHas_IsNotMeasured()
    {
        var matrix = new SetMatrix(Split([[1, -1, -1], [1, -1, -1]], [[0], [0]]));

        Assert.Equal([0], matrix.Measured);
        Assert.Equal(1, matrix.MacroF1);
    }

    [Fact]
    public void ConfusionMatrix_OfSets_IsRefused() => Assert.Throws<ArgumentException>(() => new ConfusionMatrix(Four));

    /// <summary>ln(1 + e^-m) of each label's margin: of logits ln 3 and -ln 3, each 1/4 wrong.</summary>
    [Fact]
    public void Loss_OfSets_AddsUpOverLabels()
    {
        var split = Split([[MathF.Log(3), -MathF.Log(3)]], [[0]]);

        Assert.Equal(2 * Math.Log(4.0 / 3), TemperatureScaling.Loss(split, 1), 1e-6);
        Assert.Equal(2 * Math.Log(1 + Math.Exp(-Math.Log(3) / 2)), TemperatureScaling.Loss(split, 2), 1e-6);
    }

    /// <summary>Scores of 0.9 that are right three times in four fit best where they say 3/4.</summary>
    [Fact]
    public void Calibration_OfSets_FindsTheTemperature()
    {
        float logit = MathF.Log(9);
        var split = Split(
            [.. Enumerable.Repeat((float[])[logit, -logit], 400)],
            [.. Enumerable.Range(0, 400).Select(row => (int[])(row % 4 == 0 ? [1] : [0]))]);

        Assert.Equal(Math.Log(9) / Math.Log(3), Calibration.Of(split).Temperature, 1e-2);
        Assert.Equal(0.15, CalibrationError.Expected(split, 1), 1e-6);
        Assert.Equal(0, CalibrationError.Expected(split, Math.Log(9) / Math.Log(3)), 1e-6);
        Assert.Equal(100, Calibration.Of(split).Errors);
    }

    [Fact]
    public void SetThresholds_EnoughRows_AreWhereF1IsLargest()
    {
        // Scores 0.02, 0.04 ... of 30 rows, the upper 20 of which have the label.
        float[][] rows = [.. Enumerable.Range(1, 30).Select(i => (float[])[(float)Math.Log(i / (50.0 - i)), 0])];
        var split = Split(rows, [.. Enumerable.Range(1, 30).Select(i => (int[])(i > 10 ? [0] : []))]);

        var thresholds = SetThresholds.Of(split, 1);

        Assert.Equal([true, false], thresholds.Fitted);
        Assert.Equal(0.21, thresholds.Values[0], 1e-4);
        Assert.Equal(0.5, thresholds.Values[1]);
        Assert.Equal(1, new SetMatrix(split, 1, thresholds.Values).F1(0));
    }

    [Fact]
    public void SetThresholds_AnyRows_HaveNoWorseF1ThanAHalf() =>
        Gen.Select(Gen.Float[-3, 3].Array[60], Gen.Bool.Array[60]).Sample((logits, has) =>
        {
            var split = Split([.. logits.Select(logit => (float[])[logit, 0])], [.. has.Select(yes => (int[])(yes ? [0] : []))]);
            var thresholds = SetThresholds.Of(split, 1);

            // A threshold that says yes to every row is no threshold, and is not tried.
            double half = new SetMatrix(split).F1(0);
            bool all = logits.All(logit => logit >= 0);
            return !thresholds.Fitted[0] || all || new SetMatrix(split, 1, thresholds.Values).F1(0) >= half - 1e-9;
        });

    private static LabelledLogits Split(float[][] rows, int[][] sets) =>
        LabelledLogits.Of(rows, [.. sets.Select(set => set.FirstOrDefault(-1))], sets);
}
