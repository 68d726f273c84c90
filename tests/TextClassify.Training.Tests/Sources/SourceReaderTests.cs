using TextClassify.Training.Data;
using TextClassify.Training.Sources;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Sources;

public sealed class SourceReaderTests
{
    private static readonly Dictionary<string, string> Sides = new()
    {
        ["great"] = "positive",
        ["good"] = "positive",
        ["poor"] = "negative",
    };

    [Fact]
    public void Read_LabelsOfTwoFiles_AreTheModels()
    {
        using var folder = new TemporaryFolder();
        folder.Write("stars.csv", "text,label\na,great\nb,good\nc,poor\nd,unclear\n");
        folder.Write("facts.csv", "text\ne\n");

        var (fit, choose, _) = Read(
            folder, new RowSource("stars.csv") { Labels = Sides }, new RowSource("facts.csv") { Label = "neutral", Times = 2 });

        Assert.Equal(
            [new("a", "positive"), new("b", "positive"), new("c", "negative"), new("e", "neutral"), new LabelledText("e", "neutral")], fit);
        Assert.Equal("facts.csv", fit[^1].Source);
        Assert.Empty(choose);
    }

    [Fact]
    public void Read_TextWithSeveralLabels_IsLeftOutWhereTheyDifferInTheModels()
    {
        using var folder = new TemporaryFolder();
        folder.Write("stars.csv", "text,label\nsame,great\nsame,good\nsplit,great\nsplit,poor\nhalf,great\nhalf,unclear\n");

        var (fit, _, _) = Read(folder, new RowSource("stars.csv") { Labels = Sides });

        Assert.Equal([new("same", "positive")], fit);
    }

    [Fact]
    public void Read_TextToChooseOn_IsNeverFitted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\none,x\ntwo,y\n");
        folder.Write("b.csv", "text,label\ntwo,y\nthree,x\n");

        var (fit, choose, _) = Read(folder, new RowSource("a.csv"), new RowSource("b.csv") { Use = SourceUse.Choose });

        Assert.Equal([new("one", "x")], fit);
        Assert.Equal([new("two", "y"), new("three", "x")], choose);
    }

    [Fact]
    public void Read_Most_DrawsTheSameTextsEachTime()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"t{row},x\n")));
        var source = new RowSource("a.csv") { Most = 5 };

        var first = Read(folder, source).Fit;

        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, Read(folder, source).Fit);
    }

    [Fact]
    public void Read_NoneOfTheLabels_SaysWhichWereAskedFor()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "text,label\none,x\n");

        var exception = Assert.Throws<DataException>(() => Read(folder, new RowSource("a.csv") { Labels = Sides }));

        Assert.Equal("a.csv has no text with one of the labels great, good, poor.", exception.Message);
    }

    private static (IReadOnlyList<LabelledText> Fit, IReadOnlyList<LabelledText> Choose, DataSet Read) Read(
        TemporaryFolder folder, params RowSource[] sources) =>
        SourceReader.Read(sources, folder.Root, 0.1, TestContext.Current.CancellationToken);
}
