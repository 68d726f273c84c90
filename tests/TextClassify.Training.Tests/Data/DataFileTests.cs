using System.Text;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class DataFileTests
{
    [Fact]
    public void Read_QuotedCsvWithMark_GivesFieldsAsWritten()
    {
        var data = DataFile.Read(Fixture.Path("quoted.csv"), "review", "sentiment", TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new("a fine film, truly", "positive"),
                new("two\r\nlines", "negative"),
                new("she said \"no\"", "negative"),
                new("a 5\" screen", "positive"),
            ],
            data.Rows);
        Assert.Empty(data.BadRows);
    }

    [Fact]
    public void Read_BadCsv_ListsEachRowWithLineAndReason()
    {
        var data = DataFile.Read(Fixture.Path("bad.csv"), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal([new("fine", "positive"), new("good", "positive")], data.Rows);
        Assert.Equal(
            [
                (3, "empty 'text'"),
                (4, "empty 'label'"),
                (5, "3 fields where the header has 2"),
                (6, "1 fields where the header has 2"),
                (7, "text after a closing quote"),
                (8, "invalid UTF-8"),
                (9, "invalid UTF-8"),
                (11, "empty 'text'"),
                (13, "a quote that is never closed (2 lines to the end of the file)"),
            ],
            data.BadRows.Select(row => (row.Line, row.Reason)));
        Assert.All(data.BadRows, row => Assert.Equal("bad.csv", row.File));
    }

    [Fact]
    public void Read_BadJsonLines_ListsEachRowWithLineAndReason()
    {
        var data = DataFile.Read(Fixture.Path("bad.jsonl"), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal(
            [new("fine", "positive"), new("dull", "negative"), new("seven", "7"), new("true", "true"), new("last", "negative")], data.Rows);
        Assert.Equal(
            [
                (4, "no 'label'"),
                (5, "no 'text'"),
                (6, "'text' is not a string"),
                (9, "empty 'text'"),
                (10, "not a JSON object"),
                (11, "malformed JSON"),
                (12, "an escape that is no Unicode character"),
                (13, "invalid UTF-8"),
            ],
            data.BadRows.Select(row => (row.Line, row.Reason)));
    }

    [Fact]
    public void BadRowCounts_BadCsv_CountsByReasonMostFrequentFirst()
    {
        var counts = DataFile.Read(Fixture.Path("bad.csv"), "text", "label", TestContext.Current.CancellationToken).BadRowCounts;

        Assert.Equal([new("empty 'text'", 2), new("invalid UTF-8", 2)], counts.Take(2));
        Assert.Equal(9, counts.Sum(count => count.Value));
    }

    [Theory]
    [InlineData("plain.tsv")]
    [InlineData("packed.tsv.gz")]
    [InlineData("packed-by-content.tsv")]
    public void Read_TsvPlainOrGzip_GivesTheSameRows(string name)
    {
        var data = DataFile.Read(Fixture.Path(name), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal([new("it said \"hi, there\"", "A"), new("tab\there", "B"), new("plain, comma", "A")], data.Rows);
    }

    [Fact]
    public void Read_NoLabelColumn_GivesTextsAlone()
    {
        var data = DataFile.Read(Fixture.Path("plain.tsv"), "text", labelColumn: null, TestContext.Current.CancellationToken);

        Assert.Equal(3, data.Rows.Count);
        Assert.All(data.Rows, row => Assert.Equal("", row.Label));
    }

    [Theory]
    [InlineData(
        "quoted.csv", "text", "sentiment", "quoted.csv has no column 'text'; it has 'id', 'review', 'sentiment'. Is 'review' meant?")]
    [InlineData("quoted.csv", "review", "class", "quoted.csv has no column 'class'; it has 'id', 'review', 'sentiment'.")]
    [InlineData("bad.jsonl", "body", "label", "bad.jsonl has no column 'body'; it has 'extra', 'label', 'text'.")]
    public void Read_UnusableFile_SaysWhatToChange(string name, string text, string label, string message)
    {
        var exception = Assert.Throws<DataException>(
            () => DataFile.Read(Fixture.Path(name), text, label, TestContext.Current.CancellationToken));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void Read_Utf16Fixture_GivesItsRows()
    {
        var data = DataFile.Read(Fixture.Path("utf16.csv"), "text", "label", TestContext.Current.CancellationToken);

        Assert.NotEmpty(data.Rows);
        Assert.Equal(["utf16.csv: it is UTF-16, and so it was read."], data.Notes);
    }

    /// <summary>Read by the letter it is one row of 141 lines, which nobody would miss.</summary>
    [Fact]
    public void Read_QuoteAroundRows_IsABadRowThatSaysSo()
    {
        using var folder = new TemporaryFolder();
        string rows = string.Concat(Enumerable.Range(0, 140).Select(i => $"row {i},x\n"));

        var data = DataFile.Read(
            folder.Write("rows.csv", $"text,label\nfine,x\n\"a screen,x\n{rows}last\",y\n"),
            "text",
            "label",
            TestContext.Current.CancellationToken);

        Assert.Equal([new("fine", "x")], data.Rows);
        Assert.Equal(
            [new BadRow("rows.csv", 3, "a quote around 142 lines that look like rows; is its closing quote missing?")], data.BadRows);
    }

    [Fact]
    public void Read_QuoteClosedByTheNextOnesBeginning_SaysHowFarBelow()
    {
        using var folder = new TemporaryFolder();

        var data = DataFile.Read(
            folder.Write("rows.csv", "text,label\n\"a screen,x\nrow,x\n\"said\" he,y\n"),
            "text",
            "label",
            TestContext.Current.CancellationToken);

        Assert.Equal(
            "text after a closing quote, 2 lines below the opening one; is its own closing quote missing?",
            Assert.Single(data.BadRows).Reason);
    }

    [Fact]
    public void Read_TextOfManyLines_IsARow()
    {
        using var folder = new TemporaryFolder();
        string text = string.Join('\n', Enumerable.Repeat("a line of a review, as people write them, at length", 30));

        var data = DataFile.Read(
            folder.Write("rows.csv", $"text,label\n\"{text}\",x\n"), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal([new(text, "x")], data.Rows);
    }

    /// <summary>e with its accent as one character and as two.</summary>
    [Fact]
    public void Read_LabelsInBothNormalForms_AreOneClassAndSaidToBe()
    {
        using var folder = new TemporaryFolder();

        var data = DataFile.Read(
            folder.Write("rows.csv", "text,label\na,caf\u00e9\nb,cafe\u0301\n"), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal(["caf\u00e9", "caf\u00e9"], data.Rows.Select(row => row.Label));
        Assert.StartsWith(
            "rows.csv: 1 rows have a label whose accents are characters of their own", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutGzip_Refused()
    {
        var exception = Assert.Throws<DataException>(
            () => DataFile.Read(Fixture.Path("cut.csv.gz"), "review", "sentiment", TestContext.Current.CancellationToken));

        Assert.StartsWith("cut.csv.gz is not a readable gzip file: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "rows.csv holds no row.")]
    [InlineData("text,label\n", "rows.csv holds no row.")]
    [InlineData("text,label,text\na,b,c\n", "rows.csv has more than one column 'text'.")]
    public void Read_NothingToRead_Refused(string content, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("rows.csv", content);

        var exception = Assert.Throws<DataException>(() => DataFile.Read(path, "text", "label", TestContext.Current.CancellationToken));
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void Read_MissingFileFolderOrUnknownKind_Refused()
    {
        using var folder = new TemporaryFolder();
        string parquet = folder.Write("rows.parquet", "x");
        string absent = Path.Combine(folder.Root, "absent.csv");

        Assert.Equal($"There is no file {absent}.", Message(absent));
        Assert.Equal("rows.parquet has the extension '.parquet'; .csv, .tsv and .jsonl (plain or .gz) are read.", Message(parquet));
        Assert.StartsWith(folder.Root, Message(folder.Root), StringComparison.Ordinal);

        static string Message(string path) => Assert.Throws<DataException>(
            () => DataFile.Read(path, "text", "label", TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void Read_LongLinesAcrossBuffers_KeepsTextAndLineNumbers()
    {
        using var folder = new TemporaryFolder();
        string longText = new('x', 200_000);
        var content = new StringBuilder();
        for (int i = 0; i < 5; i++)
        {
            content.Append("{\"text\":\"").Append(longText).Append("\",\"label\":\"").Append(i).Append("\"}\r\n{\r\n");
        }

        var data = DataFile.Read(folder.Write("long.jsonl", content.ToString()), "text", "label", TestContext.Current.CancellationToken);

        Assert.Equal(["0", "1", "2", "3", "4"], data.Rows.Select(row => row.Label));
        Assert.All(data.Rows, row => Assert.Equal(longText, row.Text));
        Assert.Equal([2, 4, 6, 8, 10], data.BadRows.Select(row => row.Line));
    }
}
