using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Classifier;

public sealed class RecipeDataTests
{
    private static readonly Recipe Recipe = new() { Name = "tiny", Description = "d", Source = "s", Train = ["a.csv", "b.csv"] };

    [Fact]
    public void Read_NoDevFile_SetsRowsOfAllFilesAside()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + Lines("x", 20) + "broken\n");
        folder.Write("b.csv", "text,label\n" + Lines("y", 20));

        var data = RecipeData.Read(Recipe, folder.Root, TestContext.Current.CancellationToken);

        Assert.Equal(36, data.Train.Count);
        Assert.Equal(4, data.Dev.Count);
        Assert.Equal(["x", "y"], data.Labels.Names);
        Assert.Equal([new BadRow("a.csv", 22, "1 fields where the header has 2")], data.BadRows);
    }

    [Fact]
    public void Read_DevFile_KeepsTrainWhole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + Lines("x", 5));
        folder.Write("b.csv", "text,label\n" + Lines("y", 5));
        folder.Write("dev.csv", "text,label\n" + Lines("y", 3));

        var data = RecipeData.Read(Recipe with { Dev = "dev.csv" }, folder.Root, TestContext.Current.CancellationToken);

        Assert.Equal((10, 3), (data.Train.Count, data.Dev.Count));
    }

    [Fact]
    public void Read_DevLabelThatTrainLacks_Refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + Lines("x", 5));
        folder.Write("b.csv", "text,label\n" + Lines("y", 5));
        folder.Write("dev.csv", "text,label\n" + Lines("z", 3));

        var exception = Assert.Throws<DataException>(
            () => RecipeData.Read(Recipe with { Dev = "dev.csv" }, folder.Root, TestContext.Current.CancellationToken));

        Assert.Equal("dev.csv has the label 'z', which the training rows lack; they have x, y.", exception.Message);
    }

    [Fact]
    public void Read_TestFileAbsent_IsNotAsked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + Lines("x", 20));
        folder.Write("b.csv", "text,label\n" + Lines("y", 20));
        var recipe = Recipe with { Test = "test.csv" };

        Assert.Equal(4, RecipeData.Read(recipe, folder.Root, TestContext.Current.CancellationToken).Dev.Count);
        Assert.Throws<DataException>(() => RecipeData.ReadTest(recipe, folder.Root, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a.csv", "text,label,fine\nx 1,x,x:a\nx 2,x,\ny 1,y,y:a\n", 3)]
    [InlineData(
        "a.jsonl",
        """
        {"text":"x 1","label":"x","fine":"x:a"}
        {"text":"x 2","label":"x","fine":" "}
        {"text":"y 1","label":"y","fine":"y:a"}
        """,
        2)]
    public void Read_FinerLabels_ComeFromTrainingRowsAlone(string name, string content, int badLine)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        folder.Write("dev.csv", "text,label\n" + Lines("y", 3));
        var recipe = Recipe with { Train = [name], Dev = "dev.csv", FinerLabelColumn = "fine" };

        var data = RecipeData.Read(recipe, folder.Root, TestContext.Current.CancellationToken);

        Assert.Equal([new("x 1", "x", "x:a"), new("y 1", "y", "y:a")], data.Train);
        Assert.Equal([new BadRow(name, badLine, "empty 'fine'")], data.BadRows);
        Assert.All(data.Dev, row => Assert.Equal("", row.FinerLabel));
    }

    [Fact]
    public void Read_EveryRowBad_SaysWhyByLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"t{i},x,y\n")));

        var exception = Assert.Throws<DataException>(() => Read(folder, "a.csv"));

        const string reason = "3 fields where the header has 2";
        var first = Enumerable.Range(2, 5).Select(line => $"a.csv, line {line}: {reason}");
        Assert.Equal(
            $"There is no row to train on, since none of 7 could be used: {string.Join("; ", first)}; and 2 more.",
            exception.Message);
    }

    [Fact]
    public void Read_FewDifferentTexts_CountsThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "a.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"t{i % 6},{(i % 6 < 3 ? "x" : "y")}\n")));

        var exception = Assert.Throws<DataException>(() => Read(folder, "a.csv"));

        Assert.StartsWith(
            "200 rows are 6 different texts with 2 labels, too few to set development rows aside",
            exception.Message,
            StringComparison.Ordinal);
    }

    private static RecipeData Read(TemporaryFolder folder, string file) =>
        RecipeData.Read(Recipe with { Train = [file] }, folder.Root, TestContext.Current.CancellationToken);

    private static string Lines(string label, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"{label} {i},{label}\n"));
}
