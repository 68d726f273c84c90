using TextClassify.Training.CrossValidation;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.CrossValidation;

public sealed class FoldMeasurementTests
{
    private static readonly LabelledText[] Rows =
        [.. Enumerable.Range(0, 60).Select(i => new LabelledText($"text {i}", i % 3 == 0 ? "a" : "b"))];

    [Theory]
    [InlineData(3_000, 300, 0)]
    [InlineData(2_900, 290, 3)]
    [InlineData(500, 50, 5)]
    [InlineData(49, 5, 0)]
    public void CountFor_Rows_FollowsFromThem(int rows, int devRows, int count) =>
        Assert.Equal(count, FoldMeasurement.CountFor(rows, devRows));

    [Fact]
    public void Run_Parts_JudgeEachRowOnceByTheOthers()
    {
        using var folder = new TemporaryFolder();
        var judged = new List<int>();

        var report = FoldMeasurement.Run(new RunFolder(folder.Root), Rows, 4, null, (fitted, held, _) =>
        {
            Assert.Equal(Enumerable.Range(0, 60), fitted.Concat(held).Order());
            Assert.Equal(["a", "b"], fitted.Select(row => Rows[row].Label).Distinct().Order());
            judged.AddRange(held);
            return Result(0.5);
        }, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(4, report.Folds.Count);
        Assert.Equal(Enumerable.Range(0, 60), judged.Order());
    }

    /// <summary>A run that is made into a package later still has its figures, and is not trained again.</summary>
    [Fact]
    public void Run_FinishedReport_IsReadAgain()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(folder.Root);
        double next = 0.7;
        FoldMeasurement.Run(run, Rows, 3, null, (_, _, _) => Result(next += 0.1), _ => { }, TestContext.Current.CancellationToken);

        var report = FoldMeasurement.Run(
            run, Rows, 3, null, (_, _, _) => throw new InvalidOperationException(), _ => { }, TestContext.Current.CancellationToken);

        var spread = report.Of(fold => fold.Net.Accuracy);
        Assert.Equal(0.9, spread.Mean, 1e-9);
        Assert.Equal(0.1, spread.Deviation, 1e-9);
        Assert.Equal(
            "All rows in 3 parts, each judged by a training on the others: accuracy 90.0 % (10.0), macro-F1 40.0 % (0.0); "
                + "the baseline accuracy 85.0 % (0.0), macro-F1 30.0 % (0.0); the net is better on 2 of 3. "
                + "Mean and standard deviation over the parts.",
            FoldText.Sentence(report));
        Assert.Contains("| accuracy | 0.9000 | 0.1000 | 0.8500 | 0.0000 |", FoldText.Section(report), StringComparison.Ordinal);
        Assert.Equal(0.1, FoldText.Metrics(report).Single(metric => metric.Key == "folds_accuracy_deviation").Value);
    }

    [Fact]
    public void Section_NoReport_IsEmpty()
    {
        Assert.Equal("", FoldText.Section(null));
        Assert.Empty(FoldText.Metrics(null));
    }

    private static FoldResult Result(double accuracy) => new(20, new Reach(accuracy, 0.4, null), new Reach(0.85, 0.3, null));
}
