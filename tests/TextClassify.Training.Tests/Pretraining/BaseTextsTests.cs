using TextClassify.Training.Data;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class BaseTextsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-base-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_LongText_GivesAStretchFromTheBeginningOfASentence()
    {
        Write("One two three four. Five six seven eight. Nine ten eleven twelve.");

        string stretch = Assert.Single(Read(most: 5).Texts).Text;

        Assert.Matches("^(One two three four|Five six seven eight|Nine ten eleven twelve)\\.$", stretch);
    }

    [Fact]
    public void Read_Words_AreThoseSeenThreeTimesMostFrequentFirst()
    {
        Write("a a a a b b b", "c c d");

        Assert.Equal([new("a", 4), new("b", 3)], Read(most: 20).Words);
    }

    [Fact]
    public void Read_SameTextTwice_IsOneLesson()
    {
        Write("again", "again", "other");

        Assert.Equal(2, Read(most: 20).Texts.Count);
    }

    [Fact]
    public void Read_LabelThatTheRecipeLacks_Refuses()
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, "rows.csv"), ["text,label", "fine,good"]);
        var recipe = Recipe(20) with { Corpora = [new("rows.csv", 10) { LabelColumn = "label" }], FinerLabels = ["bad"] };

        var exception = Assert.Throws<DataException>(
            () => BaseTexts.Read(recipe, _folder.FullName, TestContext.Current.CancellationToken));

        Assert.Equal("rows.csv has the label 'good', which finerLabels doesn't name.", exception.Message);
    }

    private static BaseRecipe Recipe(int most) => new()
    {
        Name = "base",
        Description = "",
        Source = "",
        Corpora = [new("rows.csv", 10)],
        MaxTokens = most,
    };

    private void Write(params string[] texts) => File.WriteAllLines(Path.Combine(_folder.FullName, "rows.csv"), ["text", .. texts]);

    private BaseTexts Read(int most) => BaseTexts.Read(Recipe(most), _folder.FullName, TestContext.Current.CancellationToken);
}
