using TextClassify.Training.Baseline;

namespace TextClassify.Training.Tests.Baseline;

public sealed class TextFeaturesTests
{
    // In alphabetical order: "a", "a b", "a c", "b", "c".
    private static readonly TextFeatures Features = TextFeatures.Of(["a b", "a c"]);

    [Fact]
    public void Of_TwoTexts_KnowsOneAndTwoWordsInARow() => Assert.Equal(5, Features.Count);

    [Fact]
    public void Read_AText_WeighsRareGramsMoreAndHasLengthOne()
    {
        var row = Features.Read("a b");

        // "a" is in both texts: 1 + ln(3 / 3); "a b" and "b" in one: 1 + ln(3 / 2).
        double rare = 1 + Math.Log(1.5), norm = Math.Sqrt(1 + (2 * rare * rare));
        Assert.Equal([0, 1, 3], row.Indices);
        Assert.Equal(1 / norm, row.Values[0], 1e-6);
        Assert.Equal(rare / norm, row.Values[1], 1e-6);
        Assert.Equal(rare / norm, row.Values[2], 1e-6);
    }

    [Fact]
    public void Read_AWordTwice_CountsItsLogarithm()
    {
        var row = Features.Read("b c c");

        // "b c" and "c c" are in no text.
        double ratio = row.Values[Array.IndexOf(row.Indices, 4)] / row.Values[Array.IndexOf(row.Indices, 3)];
        Assert.Equal(1 + Math.Log(2), ratio, 1e-6);
    }

    [Fact]
    public void Read_UnknownWordsAlone_IsEmpty() => Assert.Empty(Features.Read("x y z").Indices);
}
