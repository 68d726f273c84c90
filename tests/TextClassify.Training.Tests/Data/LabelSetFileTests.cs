using TextClassify.Training.Data;
using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Tests.Data;

/// <summary>Rows that may have several labels, as files write them.</summary>
public sealed class LabelSetFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ColumnsOfYesAndNo_GivesTheLabelsThatSayYes()
    {
        var data = Read(
            "rows.csv",
            "text,billing,shipping,urgent\na,1,0,TRUE\nb,0.0,yes,no\nc,,x,\nd,0,0,0\ne,maybe,0,0\n",
            new("text", "billing,shipping,urgent"));

        Assert.True(data.HasLabelSets);
        Assert.Equal(["billing;urgent", "shipping", "shipping", ""], Sets(data));
        Assert.Equal(
            (6, "'billing' is neither 1 nor 0 (true, false, yes, no, x and nothing are read too)"),
            (data.BadRows.Single().Line, data.BadRows.Single().Reason));
    }

    [Fact]
    public void Read_ColumnThatNoRowSaysYesTo_IsSaid()
    {
        var data = Read("rows.csv", "text,a,b,c\nx,1,0,0\ny,0,1,0\n", new("text", "a,b,c"));

        Assert.Equal(["rows.csv: no row says yes to 'c', so it is no label."], data.Notes);
    }

    [Fact]
    public void Read_ColumnOfTheWholeName_IsOneLabelAsEver()
    {
        var data = Read("rows.csv", "text,\"a,b\"\nx,1\ny,0\n", new("text", "a,b"));

        Assert.False(data.HasLabelSets);
        Assert.Equal(["1", "0"], data.Rows.Select(row => row.Label));
    }

    [Fact]
    public void Read_MissingColumnOfSeveral_IsNamed()
    {
        var exception = Assert.Throws<DataException>(() => Read("rows.csv", "text,billing\nx,1\n", new("text", "billing,shiping")));

        Assert.Contains("has no column 'shiping'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CellsWithASign_AreReadApart()
    {
        var data = Read(
            "rows.csv", "text,labels\nx,b; a\ny,\nz,a;a;\n", new("text", "labels") { LabelSeparator = ";" });

        Assert.Equal(["a;b", "", "a"], Sets(data));
        Assert.Empty(data.BadRows);
    }

    [Fact]
    public void Read_JsonArrays_AreSetsWithoutBeingTold()
    {
        var data = Read(
            "rows.jsonl",
            """
            {"text":"x","labels":["b","a"]}
            {"text":"y","labels":[]}
            {"text":"z","labels":"a"}
            {"text":"w","labels":[{}]}
            {"text":"v","labels":[7,true]}
            """,
            new("text", "labels"));

        Assert.True(data.HasLabelSets);
        Assert.Equal(["a;b", "", "a", "7;true"], Sets(data));
        Assert.Equal("'labels' is an array of other things than labels", data.BadRows.Single().Reason);
    }

    [Fact]
    public void Read_JsonFlags_AreSets()
    {
        var data = Read(
            "rows.jsonl",
            """
            {"text":"x","a":true,"b":1}
            {"text":"y","a":false}
            {"text":"z","a":null,"b":"yes"}
            """,
            new("text", "a,b"));

        Assert.Equal(["a;b", "", "b"], Sets(data));
    }

    [Fact]
    public void Read_CellsThatLookLikeSets_AreSaidAndReadWhole()
    {
        var data = Read(
            "rows.csv", "text,labels\nx,a|b\ny,b\nz,a\nw,b|c\nv,c|a\n", new("text", "labels"));

        Assert.False(data.HasLabelSets);
        Assert.Equal(
            [
                "rows.csv: 3 of 5 labels have '|' in them, as where a row has several; each is read as one label here, of 5. "
                    + "--label-separator \"|\" reads 3 labels, of which a row may have several.",
            ],
            data.Notes);
    }

    /// <summary>A name with a comma is one label.</summary>
    [Fact]
    public void Read_LabelsWithCommasInTheirNames_AreNotDoubted() =>
        Assert.Empty(Read("rows.csv", "text,labels\nx,\"Paris, France\"\ny,\"Rome, Italy\"\nz,\"Paris, France\"\n", new("text", "labels")).Notes);

    [Fact]
    public void Split_ManySetsOfOneRow_StillSetsRowsOfEachLabelAside()
    {
        string[] names = ["a", "b", "c", "d", "e", "f", "g"];
        var random = new Random(1);
        LabelledText[] rows =
            [.. Enumerable.Range(0, 200).Select(i => new LabelledText($"{i}", LabelSet.Of(names.Where(_ => random.Next(3) == 0))))];

        var (train, dev) = DevSplit.Split(rows, 0.1, LabelSet.RarestOf(rows));

        Assert.InRange(dev.Count, 15, 25);
        Assert.Equal(names, dev.SelectMany(row => LabelSet.LabelsOf(row.Label)).Distinct().Order());
        Assert.Equal(200, train.Count + dev.Count);
    }

    [Fact]
    public void OfSets_OneLabel_IsRefused() => Assert.Contains(
        "have 1 different labels",
        Assert.Throws<DataException>(() => Labels.OfSets([new("x", "a"), new("y", "")])).Message,
        StringComparison.Ordinal);

    private static string[] Sets(DataSet data) => [.. data.Rows.Select(row => LabelSet.InWords(row.Label))];

    private DataSet Read(string name, string content, DataColumns columns) =>
        DataFile.Read(_folder.Write(name, content), columns, TestContext.Current.CancellationToken);
}
