using TextClassify.Numerics;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Teaching;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Augmenting.Texts;

public sealed class WordEditsTests
{
    private static readonly WordText Text = new("The long, long river  flows North!");

    [Fact]
    public void With_OwnWords_IsTheTextItself()
    {
        Assert.Equal("The long, long river  flows North!", Text.With(Text.Words));
        Assert.Equal("long, long river  flows North!", Text.With([null, .. Text.Words[1..]]));
    }

    [Fact]
    public void Draw_FrozenWords_AreInEveryEditedText()
    {
        var near = new NearWords(new WordVectors(["river", "stream", "flows"], 2, [1, 0, 1, 0.1f, 0, 1]));
        var edits = new WordEdits(new([Text]), new(near, Synonyms: null));
        bool[] frozen = [.. Text.Normals.Select(word => word is "long" or "north")];
        var random = new SplitMix64(1, 1);
        var drawn = new List<EditedText>();
        for (int i = 0; i < 200; i++)
        {
            if (edits.Draw(Text, frozen, ref random) is { } edited)
            {
                drawn.Add(edited);
            }
        }

        Assert.All(drawn, edited => Assert.Contains("long", edited.Text, StringComparison.Ordinal));
        Assert.All(drawn, edited => Assert.Contains("North", edited.Text, StringComparison.Ordinal));
        Assert.Equal(
            ["delete", "near", "swap", "typo"],
            drawn.SelectMany(edited => edited.Edits.Split('+')).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(drawn, edited => edited.Text.Contains("stream", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_EverythingFrozen_IsNothing()
    {
        var random = new SplitMix64(1, 1);

        Assert.Null(new WordEdits(new([Text]), new(null, null)).Draw(Text, [.. Text.Words.Select(_ => true)], ref random));
    }

    [Theory]
    [InlineData("it is not 12 or twelve good films", new[] { 2, 3, 5 }, 0)]
    [InlineData("it is a good film", new[] { 3 }, 0.2)]
    [InlineData("it is a good film", new[] { 3, 4 }, 0.4)]
    public void Of_Text_FreezesNegationsNumbersAndTheStrongest(string text, int[] frozen, double share)
    {
        var words = new WordText(text);
        float[] evidence = [.. words.Normals.Select(word => word switch { "good" => -2f, "film" => 1f, _ => 0.01f })];

        Assert.Equal(frozen, FrozenWords.Of(words, evidence, share).Index().Where(word => word.Item).Select(word => word.Index));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3 }, new[] { 9, 1, 2, 3, 9, 9 }, 1)]
    [InlineData(new[] { 9, 1, 2, 3 }, new[] { 1, 2 }, 1)]
    [InlineData(new[] { 1, 2, 3, 4 }, new[] { 1, 5, 3, 5, 5, 5 }, 0.5)]
    [InlineData(new int[0], new[] { 1 }, 0)]
    public void LocalRatio_Texts_IsOfTheBestStretch(int[] one, int[] other, double ratio) =>
        Assert.Equal(ratio, new LocalRatio(10).Of(one, other), 12);

    /// <summary>Good and fine stand on one side only, so a linear model of the other rows gives them the label.</summary>
    [Fact]
    public void Fitted_WordsOfOneLabel_HaveTheEvidence()
    {
        TextClassify.Training.Data.LabelledText[] rows =
        [
            .. Enumerable.Range(0, 20).Select(i => new TextClassify.Training.Data.LabelledText(
                $"the {(i % 2 == 0 ? "good" : "bad")} thing number x{i}", i % 2 == 0 ? "yes" : "no")),
        ];
        WordText[] texts = [.. rows.Select(row => new WordText(row.Text))];

        var evidence = WordEvidence.Fitted(rows, texts, 1, TestContext.Current.CancellationToken);

        Assert.All(evidence, row => Assert.Equal(1, Array.IndexOf(row, row.Max())));
    }
}
