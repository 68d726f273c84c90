using CsCheck;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Pairing;

namespace TextClassify.Training.Tests.Pairing;

public sealed class PairedComparisonTests
{
    private const int Classes = 3;

    private static readonly Gen<PairedRow[]> Rows = Gen.Select(
        Gen.Int[0, Classes - 1],
        Gen.Int[0, Classes - 1],
        Gen.Int[0, Classes - 1],
        (label, first, second) => new PairedRow(label, first, second))
        .Array[1, 60];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_SixRows_CountsWhoIsRightWhere()
    {
        PairedRow[] rows = [new(0, 0, 0), new(0, 0, 1), new(1, 1, 1), new(1, 0, 1), new(1, 0, 1), new(2, 0, 1)];

        var comparison = PairedComparison.Of(rows, Classes, new Random(1), Cancel);

        Assert.Equal((2, 1, 2, 1), (comparison.BothRight, comparison.FirstAlone, comparison.SecondAlone, comparison.NeitherRight));
        Assert.Equal(4, comparison.Differing);
        Assert.Equal(1, comparison.PValue);
        Assert.Equal(3 / 6.0, comparison.First.Accuracy, 1e-12);

        // Class 0: 2 right of 2 rows and 5 predictions; class 1: 1 right of 3 and 1; class 2: none.
        Assert.Equal(((2 * 2 / 7.0) + (2 * 1 / 4.0)) / 3, comparison.First.MacroF1, 1e-12);
    }

    [Fact]
    public void Of_AnyRows_HasTheFiguresOfEachAlone() =>
        Rows.Sample(
            rows =>
            {
                var comparison = PairedComparison.Of(rows, Classes, new Random(1), Cancel);

                Check(comparison.First, [.. rows.Select(row => row.First)]);
                Check(comparison.Second, [.. rows.Select(row => row.Second)]);

                void Check(PairedFigures figures, int[] predicted)
                {
                    float[][] logits = [.. predicted.Select(best => new[] { best == 0 ? 1f : 0, best == 1 ? 1 : 0, best == 2 ? 1 : 0 })];
                    var matrix = new ConfusionMatrix(LabelledLogits.Of(logits, [.. rows.Select(row => row.Label)]));
                    Assert.Equal(matrix.Accuracy, figures.Accuracy, 1e-12);
                    Assert.Equal(matrix.MacroF1, figures.MacroF1, 1e-12);
                }
            },
            iter: 30);

    [Fact]
    public void Interval_SameAnswers_IsZero() =>
        Assert.Equal(
            (0, 0), PairedBootstrap.Interval([new(0, 1, 1), new(1, 1, 1), new(2, 0, 0)], Classes, new Random(1), Cancel));

    /// <summary>Of two even classes of which one model has a share p right in each, macro-F1 is p, so its spread is a binomial's.</summary>
    [Fact]
    public void Interval_OneModelAlwaysRight_IsTheOthersSpread()
    {
        const int rows = 400;
        var pairs = Enumerable.Range(0, rows).Select(i => new PairedRow(i % 2, i % 2, i % 10 < 8 ? i % 2 : 1 - (i % 2))).ToArray();

        var (low, high) = PairedBootstrap.Interval(pairs, 2, new Random(1), Cancel);

        double spread = 1.96 * Math.Sqrt(0.8 * 0.2 / rows);
        Assert.Equal(-0.2 - spread, low, 0.008);
        Assert.Equal(-0.2 + spread, high, 0.008);
    }

    [Fact]
    public void Interval_SameSeed_IsTheSame()
    {
        PairedRow[] rows = [new(0, 0, 1), new(1, 1, 1), new(2, 0, 2), new(2, 2, 0)];

        Assert.Equal(
            PairedBootstrap.Interval(rows, Classes, new Random(7), Cancel), PairedBootstrap.Interval(rows, Classes, new Random(7), Cancel));
    }

    [Theory]
    [InlineData(100, 2_000)]
    [InlineData(200_000, 1_000)]
    [InlineData(10_000_000, 200)]
    public void Samples_ManyRows_AreFewer(int rows, int samples) => Assert.Equal(samples, PairedBootstrap.Samples(rows));
}
