using TextClassify.Training.Classifier;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Classifier;

public sealed class OwnDataTests
{
    private static readonly Recipe Recipe = OwnData.Recipe("own", "/rows.csv", "text", "label");

    [Theory]
    [InlineData(100, 5, 20)]
    [InlineData(1_000, 100, 7)]
    [InlineData(3_000, 22, 5)]
    [InlineData(5_000, 200, 4)]
    public void Fit_Rows_ReadsThemBySizeAndLength(int rows, int words, int epochs) =>
        Assert.Equal(epochs, OwnData.Fit(Recipe, Data(rows, words), default).Training.Epochs);

    [Fact]
    public void Fit_Quick_ReadsLess() => Assert.Equal(
        2, OwnData.Fit(Recipe, Data(3_000, 22), new(Epochs: null, IsQuick: true, IsBalanced: false)).Training.Epochs);

    [Fact]
    public void Fit_EpochsGiven_TakesThem() => Assert.Equal(
        3, OwnData.Fit(Recipe, Data(3_000, 22), new(Epochs: 3, IsQuick: true, IsBalanced: false)).Training.Epochs);

    /// <summary>What lies beyond the model's limit is not read.</summary>
    [Fact]
    public void Fit_TextsBeyondTheLimit_CountUpToIt() => Assert.Equal(
        OwnData.Fit(Recipe, Data(400, Recipe.MaxTokens), default).Training.Epochs,
        OwnData.Fit(Recipe, Data(400, 5 * Recipe.MaxTokens), default).Training.Epochs);

    [Fact]
    public void Fit_Balanced_WeighsClassesByTheirRarity()
    {
        LabelledText[] rows = [new("x", "a"), new("x", "a"), new("x", "a"), new("x", "b")];
        var data = new RecipeData(rows, rows, Labels.Of(rows), []);

        Assert.Equal([0.666667, 2], OwnData.Fit(Recipe, data, new(null, false, IsBalanced: true)).Training.ClassWeights!);
        Assert.Null(OwnData.Fit(Recipe, data, default).Training.ClassWeights);
    }

    [Fact]
    public void Judge_HeldRows_AreJudgedByTheOthers()
    {
        LabelledText[] rows = [.. Enumerable.Range(0, 20).Select(i => new LabelledText(i % 2 == 0 ? "good film" : "bad film", $"{i % 2}"))];

        float[] logits = OwnData.Judge(rows, ["0", "1"], fitted: [.. Enumerable.Range(0, 16)], held: [16, 17]);

        Assert.True(logits[0] > logits[1] && logits[3] > logits[2]);
    }

    private static RecipeData Data(int rows, int words)
    {
        string text = string.Join(' ', Enumerable.Repeat("word", words));
        LabelledText[] all = [.. Enumerable.Range(0, rows).Select(i => new LabelledText(text, $"{i % 2}"))];
        return new(all, all[..2], Labels.Of(all), []);
    }
}
