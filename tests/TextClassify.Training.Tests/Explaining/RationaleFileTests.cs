using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Explaining;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Explaining;

public sealed class RationaleFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_Rows_KeepTextLabelAndSpans()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("rows.jsonl", """
            {"text": "a fine film", "label": "positive", "rationales": [[2, 6]], "id": 7}

            {"text": "dull"}
            """);

        var (rows, bad) = RationaleFile.Read(path, Cancellation);

        Assert.Empty(bad);
        Assert.Equal(("a fine film", "positive"), (rows[0].Text, rows[0].Label));
        Assert.Equal([new TokenSpan(2, 6)], rows[0].Rationales);
        Assert.Equal((null, 0), (rows[1].Label, rows[1].Rationales.Count));
    }

    [Theory]
    [InlineData("""{"label": "x"}""", "no 'text'")]
    [InlineData("""{"text": " "}""", "no 'text'")]
    [InlineData("not json", "malformed JSON")]
    [InlineData("""{"text": "abc", "rationales": [[1, 4]]}""", "a rationale that is no span of the text")]
    [InlineData("""{"text": "abc", "rationales": [[2, 2]]}""", "a rationale that is no span of the text")]
    [InlineData("""{"text": "abc", "rationales": [[-1, 2]]}""", "a rationale that is no span of the text")]
    [InlineData("""{"text": "abc", "rationales": [[1]]}""", "a rationale that is no span of the text")]
    public void Read_BadRow_IsToldByLineAndLeftOut(string line, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("rows.jsonl", $$"""{"text": "sound"}{{"\n"}}{{line}}""");

        var (rows, bad) = RationaleFile.Read(path, Cancellation);

        Assert.Single(rows);
        Assert.Equal([new BadRow("rows.jsonl", 2, reason)], bad);
    }

    [Theory]
    [InlineData("rows.csv", "text\na", "rows.csv can't hold rationales; .jsonl (plain or .gz) is read.")]
    [InlineData("rows.jsonl", "{}", "rows.jsonl holds no row with a text; 1 rows were left out.")]
    public void Read_UselessFile_SaysWhy(string name, string content, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(name, content);

        Assert.Equal(message, Assert.Throws<DataException>(() => RationaleFile.Read(path, Cancellation)).Message);
    }

    [Fact]
    public void Of_Spans_MarkTheTokensThatShareACharacter()
    {
        // "a fine film": tokens at 0-1, 2-6, 7-11.
        TokenSpan[] tokens = [new(0, 1), new(2, 6), new(7, 11)];

        Assert.Equal([false, true, false], RationaleMarks.Of(tokens, [new(1, 7)]));
        Assert.Equal([true, true, true], RationaleMarks.Of(tokens, [new(0, 1), new(5, 8)]));
        Assert.Equal([false, false, false], RationaleMarks.Of(tokens, []));
    }

    [Fact]
    public void Take_Limit_SamplesBySeedInTheOrderOfTheFile()
    {
        int[] rows = [.. Enumerable.Range(0, 50)];

        var sample = RowSample.Take(rows, 10, seed: 3);

        Assert.Equal(10, sample.Count);
        Assert.Equal(sample.Order(), sample);
        Assert.Equal(sample, RowSample.Take(rows, 10, seed: 3));
        Assert.NotEqual(sample, RowSample.Take(rows, 10, seed: 4));
        Assert.Equal(rows, RowSample.Take(rows, 50, seed: 3));
        Assert.Equal(rows, RowSample.Take(rows, null, seed: 3));
    }

    [Fact]
    public void Mean_Values_HasTheirStandardError()
    {
        var mean = new Mean();
        foreach (double value in (double[])[2, 4, double.NaN, 9])
        {
            mean.Add(value);
        }

        // Deviations -3, -1, 4: sample variance 13, over three values.
        Assert.Equal(3, mean.Count);
        Assert.Equal(5, mean.Value, 1e-12);
        Assert.Equal(Math.Sqrt(13.0 / 3), mean.StandardError, 1e-12);
    }
}
