using TextClassify.Text;
using TextClassify.Training.Baseline;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Baseline;

public sealed class LinearBaselineTests
{
    /// <summary>The label hangs on the order of two words, which one word alone can't tell.</summary>
    [Fact]
    public void Measure_LabelInTheOrderOfWords_IsLearnt()
    {
        var report = LinearBaseline.Measure(
            Split(seed: 1, 120), Split(seed: 2, 40), classes: 2, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Accuracy);
        Assert.Equal(1, report.MacroF1);
    }

    private static EncodedSplit Split(int seed, int count)
    {
        var draws = new Random(seed);
        var encoder = new TextEncoder(new([Vocabulary.Pad, Vocabulary.Unknown]), 20);
        return EncodedSplit.Encode(
            Enumerable.Range(0, count).Select(i => new LabelledText(
                $"w{draws.Next(9)} {(i % 2 == 0 ? "dog bites man" : "man bites dog")} w{draws.Next(9)}", $"{i % 2}")),
            ["0", "1"],
            encoder);
    }
}
