using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.Training.Evaluation;
using TextClassify.Training.LabelWords;

namespace TextClassify.Training.Tests.LabelWords;

public sealed class LabelWordTableTests
{
    private static readonly EncodedSplit Split = EncodedSplit.Encode(
        [new("Fine fine plot", "good"), new("dull plot", "bad"), new("fine, dull", "good")],
        ["bad", "good"],
        new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, "fine", "dull", "plot", ","]), maxTokens: 8));

    // A constant for both labels on every place decides nothing.
    private static readonly ForwardResult[] Results =
    [
        Result([10, 14], [10, 12], [11, 10]),
        Result([16, 10], [10, 10]),
        Result([10, 18], [10, 10], [14, 10]),
    ];

    [Fact]
    public void Of_ThreeTexts_SumsByWordAndLabel()
    {
        var words = LabelWordTable.Of(Split, Results, classes: 2, most: 10);

        Assert.Equal([new("dull", 2, 5, 2.5), new("plot", 2, 0.5, 0.25)], words[0]);
        Assert.Equal([new("fine", 2, 7, 7 / 3.0)], words[1]);
    }

    [Fact]
    public void Of_MostWords_AreTheLargestSums() =>
        Assert.Equal(["dull"], LabelWordTable.Of(Split, Results, classes: 2, most: 1)[0].Select(word => word.Word));

    [Fact]
    public void Format_Words_HasALineALabel()
    {
        string section = LabelWordSection.Format(["bad", "good"], [[new("dull", 2, 5, 2.5)], []], rows: 3);

        Assert.Contains("## Words that drive each label", section, StringComparison.Ordinal);
        Assert.EndsWith("\n- **bad**: `dull` 5.0 (2.50, 2)\n- **good**: none in two rows\n", section, StringComparison.Ordinal);
    }

    private static ForwardResult Result(params float[][] evidence) =>
        new() { Logits = [0, 0], Evidence = [.. evidence.SelectMany(share => share)] };
}
