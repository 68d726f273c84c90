using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Teaching;

namespace TextClassify.Training.Tests.Teaching;

public sealed class LessonTextsTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("textclassify-texts-").FullName, "more.jsonl");

    [Fact]
    public void Of_RowsAndFiles_GivesEachTextOnceAndNoneOfDevelopment()
    {
        string[] more = [.. Enumerable.Range(0, 9).Select(i => $"more {i}"), "held", "a"];
        File.WriteAllLines(_file, more.Select(text => $$"""{"text":"{{text}}"}"""));
        LabelledText[] train = [new("a", "x"), new("b", "y"), new("a", "x"), new("held", "x")];
        var data = new RecipeData(train, [new("held", "y")], Labels.Of(train), []);

        var texts = LessonTexts.Of(data, new MoreTexts("text", [_file], 5, Variants: 0), TestContext.Current.CancellationToken);

        Assert.Equal([("a", 0), ("b", 1)], texts.Take(2));
        Assert.Equal(7, texts.Count);
        Assert.All(texts.Skip(2), text => Assert.StartsWith("more", text.Text, StringComparison.Ordinal));
        Assert.All(texts.Skip(2), text => Assert.Equal(-1, text.Label));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
}
