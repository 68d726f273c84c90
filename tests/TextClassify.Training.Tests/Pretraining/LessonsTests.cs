using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class LessonsTests
{
    private static readonly TextEncoder Encoder = new(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, "fine", "dull", "film"]), 8);

    private static readonly EncodedSplit Rows =
        EncodedSplit.Encode([new("fine film", "good"), new("dull film", "bad"), new("film", "bad")], ["bad", "good"], Encoder);

    private static readonly Lessons Said = new(
    [
        new("fine film", 1, [-1, 1]), new("dull film", 0, [2, -2]), new("fine", -1, [-3, 3]), new("film", -1, [0, 0]), new("", -1, [5, 5]),
    ]);

    [Fact]
    public void Extend_TextsWithoutALabel_ComeBehindTheRowsOnce()
    {
        var all = Said.Extend(Rows, Encoder);

        Assert.Equal(["fine film", "dull film", "film", "fine"], all.Rows.Select(row => row.Text));
        Assert.Equal([1, 0, 0, -1], all.Labels);
        Assert.Equal(4, all.Texts.Count);
    }

    [Fact]
    public void Of_ExtendedRows_HaveWhatWasSaidOfTheirText()
    {
        float[]?[] vectors = Said.Of(Said.Extend(Rows, Encoder), 2);

        Assert.Equal([[-1, 1], [2, -2], [0, 0], [-3, 3]], vectors);
    }

    [Fact]
    public void Of_OtherLabels_Refuses()
    {
        var error = Assert.Throws<DataException>(() => Said.Of(Rows, 3));

        Assert.Contains("2 labels, and the recipe has 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LessonsOfAnotherRecipe_Refuses() =>
        Assert.Throws<DataException>(() => new Lessons([new("something else", -1, [0, 0])]).Of(Rows, 2));

    [Fact]
    public void Extend_RowsOfSeveralLabels_Refuses() =>
        Assert.Throws<DataException>(() => Said.Extend(Rows with { Targets = new bool[6] }, Encoder));
}
