using DuckDB.NET.Data;
using TextClassify.Storage.Querying;

namespace TextClassify.Storage;

/// <summary>Files of an earlier program had ids whole, and margin and entropy of each prediction; they are read like those of this one.
/// </summary>
public sealed class EarlierFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Questions_OverAnEarlierFileAndOneOfNow_AreAnsweredOverBoth()
    {
        using var run = new StoreRun(_folder.Path);
        await run.RecordAsync(Enumerable.Range(0, 3).Select(number => Sample.Request(number, pieces: ["film"])));
        await run.SealAsync();
        MakeEarlier(Assert.Single(Directory.EnumerateFiles(_folder.Path, "predictions-*")));
        await run.RecordAsync(Sample.Request(3, pieces: ["film"]));
        await run.SealAsync();
        await run.LabelAsync(1, "negative");
        await run.LabelAsync(3, "positive");

        var (page, found, outcomes, units) = await run.AskAsync(ask => (
            ask.Page(new PredictionFilter(), null, 10), ask.Find(Sample.Id(1)), ask.Outcomes(new PredictionFilter()),
            ask.Histograms(new PredictionFilter(), [Binning.Confidence], byRequest: true)[0]));

        Assert.Equal([3, 2, 1, 0], page.Select(one => Array.IndexOf([.. Enumerable.Range(0, 4).Select(Sample.Id)], one.Id)));
        Assert.All(page, one => Assert.Equal((0.5f, 0.5f), (one.Margin, one.Entropy)));
        Assert.Equal("negative", Assert.Single(found).Labelled);
        Assert.Equal([false, true], outcomes.Select(one => one.Right));
        Assert.Equal([0, 1, 2, 3], units.Select(one => one.Unit));
    }

    private static void MakeEarlier(string file)
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE earlier AS
              SELECT * EXCLUDE (id_high, id_low) REPLACE (0.5::FLOAT AS margin, 0.5::FLOAT AS entropy),
                     format('{"{:016x}{:016x}"}', id_high, id_low)::UUID AS id
              FROM read_parquet('{file}');
            COPY earlier TO '{file}' (FORMAT parquet);
            """;
        command.ExecuteNonQuery();
    }
}
