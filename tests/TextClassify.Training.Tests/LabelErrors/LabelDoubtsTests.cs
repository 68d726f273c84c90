using TextClassify.Training.Data;
using TextClassify.Training.LabelErrors;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.LabelErrors;

public sealed class LabelDoubtsTests
{
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 1];

    // Rows 2 and 5 lie on the other side; the usual scores are (0.9 + 0.8 + 0.1) / 3 = 0.6 of class 0 and (0.7 + 0.5 + 0.3) / 3 = 0.5 of
    // class 1.
    private static readonly double[][] Scores = [[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7], [0.5, 0.5], [0.7, 0.3]];

    [Fact]
    public void Rank_TwoWrongLabels_ComeFirstAndAreConfident()
    {
        var doubts = LabelDoubts.Rank(Scores, Labels);

        Assert.Equal([2, 5, 4, 3, 1, 0], doubts.Select(doubt => doubt.Row));
        Assert.Equal([true, true, false, false, false, false], doubts.Select(doubt => doubt.IsConfident));
        Assert.Equal(new LabelDoubt(2, 1, 0.1, 0.9, IsConfident: true), doubts[0]);
        Assert.Equal(new LabelDoubt(5, 0, 0.3, 0.7, IsConfident: true), doubts[1]);
    }

    /// <summary>A likelier label that is not as likely as it is among its own is no confident doubt.</summary>
    [Fact]
    public void Rank_LikelierLabelBelowItsUsualScore_IsNotConfident()
    {
        var doubts = LabelDoubts.Rank([[0.45, 0.55], [0.9, 0.1], [0.05, 0.95]], [0, 0, 1]);

        Assert.Equal((0, 1, false), (doubts[0].Row, doubts[0].Suggested, doubts[0].IsConfident));
    }

    [Fact]
    public void Rank_ClassWithoutARow_IsNeverConfident()
    {
        var doubts = LabelDoubts.Rank([[0.1, 0.2, 0.7], [0.1, 0.9, 0.0]], [0, 1]);

        Assert.False(doubts[0].IsConfident);
    }

    [Fact]
    public void Rank_OtherNumberOfLabels_Throws() => Assert.Throws<ArgumentException>(() => LabelDoubts.Rank(Scores, [0]));

    /// <summary>Out-of-fold scores of a classifier that is right four times in five: planted errors rise to the top.</summary>
    [Fact]
    public void Rank_PlantedErrors_AreInTheFirstTenth()
    {
        const int rows = 2_000, classes = 5;
        var random = new Random(3);
        int[] truth = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        bool[] planted = [.. Enumerable.Range(0, rows).Select(row => row % 10 == 0)];
        int[] labels = [.. truth.Select((label, row) => planted[row] ? (label + 1 + random.Next(classes - 1)) % classes : label)];
        double[][] scores = [.. truth.Select(label => Softmax(label, random))];

        var first = LabelDoubts.Rank(scores, labels).Take(rows / 10);

        Assert.True(first.Count(doubt => planted[doubt.Row]) >= 0.7 * rows / 10);
    }

    [Fact]
    public void Write_Doubts_HasTheRowsThatAnotherLabelFitsBetter()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, LabelErrorFile.Name);
        LabelledText[] rows = [.. Labels.Select((label, row) => new LabelledText($"t{row}", $"L{label}") { Line = row + 2 })];

        int written = LabelErrorFile.Write(path, rows, ["L0", "L1"], LabelDoubts.Rank(Scores, Labels));

        Assert.Equal(3, written);
        Assert.Equal(
            [
                "line,text,label,suggested,label_score,suggested_score,confident",
                "4,t2,L0,L1,0.1000,0.9000,1",
                "7,t5,L1,L0,0.3000,0.7000,1",
                "6,t4,L1,L0,0.5000,0.5000,0",
            ],
            File.ReadAllLines(path));
    }

    private static double[] Softmax(int label, Random random)
    {
        double[] scores = [.. Enumerable.Range(0, 5).Select(i => Math.Exp((i == label ? 3 : 0) + (1.5 * Normal(random))))];
        double sum = scores.Sum();
        return [.. scores.Select(score => score / sum)];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
