using TextClassify.Training.Teaching;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Teaching;

public sealed class TextVariantsTests
{
    private static readonly string[] Texts = ["What is the longest river of Asia ?", "Who wrote it ?", "", "Why"];

    [Fact]
    public void Draw_Texts_GivesSoManyOfEachThatHoldTheirWordsOnly()
    {
        string[] variants = [.. new TextVariants(Texts, new Random(1)).Draw(40)];

        Assert.Equal(120, variants.Length);
        Assert.All(variants, Assert.NotEmpty);
        var known = Texts.SelectMany(text => text.Split(' ')).ToHashSet();
        Assert.All(variants.SelectMany(variant => variant.Split(' ')), word => Assert.Contains(word, known));
    }

    [Fact]
    public void Draw_LongText_KeepsMostOfItsWordsAndChangesSomeOfThem()
    {
        string[] words = Texts[0].Split(' ');

        string[] variants = [.. new TextVariants(Texts[..1], new Random(2)).Draw(400)];

        double same = variants.Average(variant => variant.Split(' ').Count(words.Contains) / (double)words.Length);
        Assert.InRange(same, 0.7, 0.95);
        Assert.InRange(variants.Count(variant => variant == Texts[0]), 40, 160);
        Assert.InRange(variants.Distinct().Count(), 150, 390);
    }

    [Fact]
    public void Draw_SameSeed_GivesTheSame() => Assert.Equal(
        new TextVariants(Texts, new Random(3)).Draw(9), new TextVariants(Texts, new Random(3)).Draw(9));

    /// <summary>River and lake point one way, plain and field another; "the" has no vector.</summary>
    [Fact]
    public void Draw_NearWords_PutsNoWordFromFarAway()
    {
        var near = new NearWords(new WordVectors(["river", "plain", "lake"], 2, [1, 0.1f, -1, 2, 3, 0.2f]));

        Assert.Equal(["lake", "plain"], near.Of("River"));
        Assert.Empty(near.Of("the"));
        string[] variants = [.. new TextVariants(["the River"], new Random(4), near).Draw(200)];
        Assert.Contains("the lake", variants);
        Assert.All(
            variants.SelectMany(variant => variant.Split(' ')),
            word => Assert.True(word is "the" or "River" or "lake" or "plain", word));
    }
}
