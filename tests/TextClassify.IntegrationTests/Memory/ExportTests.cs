using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using DuckDB.NET.Data;

namespace TextClassify.Memory;

public sealed class ExportTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly RecordingService _recording = new("Text");

    private static readonly string[] Same = ["predictionId", "model", "version", "cohort", "label"];

    /// <summary>Texts that a spreadsheet would take for formulas, among others.</summary>
    private static readonly string[] Texts = ["=1+1 fine", "+dull", "-fine film", "@dull", "a \"fine\" film, or\ntwo", "fine"];

    public async ValueTask InitializeAsync()
    {
        string id = await _recording.RecordAsync(JsonSerializer.Serialize(Texts), ""","cohort":"-x" """);
        await _recording.LabelAsync(id, 5, "negative");
    }

    public ValueTask DisposeAsync() => _recording.DisposeAsync();

    [Fact]
    public async Task Predictions_AsLines_AreThoseOfThePage()
    {
        var rows = (await GetAsync("/predictions", "application/x-ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).OrderBy(row => row.GetProperty("item").GetInt32()).ToArray();
        var page = (await _recording.GetAsync("/predictions")).GetProperty("predictions").EnumerateArray()
            .OrderBy(row => row.GetProperty("item").GetInt32()).ToArray();

        Assert.Equal(Texts, rows.Select(row => row.GetProperty("text").GetString()));
        foreach (var (row, entry) in rows.Zip(page))
        {
            Assert.All(
                Same,
                name => Assert.Equal(entry.GetProperty(name).GetString(), row.GetProperty(name).GetString()));
            Assert.Equal(entry.GetProperty("at").GetDateTimeOffset(), row.GetProperty("at").GetDateTimeOffset());
            Assert.Equal(entry.GetProperty("score").GetSingle(), row.GetProperty("score").GetSingle());
            Assert.Equal(Scores(entry), Scores(row));
        }

        Assert.Equal("negative", rows[5].GetProperty("givenLabel").GetString());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_recording.Folder, "exports")));

        static IEnumerable<(string?, float)> Scores(JsonElement of) => of.GetProperty("scores").EnumerateArray().Select(
            one => (one.GetProperty("label").GetString(), one.GetProperty("score").GetSingle())).Order();
    }

    [Fact]
    public async Task Predictions_AsCsv_HoldNoFormula()
    {
        string csv = await GetAsync("/predictions", "text/csv");

        Assert.StartsWith("predictionId,item,at,model,version,cohort,label,score,scores,", csv, StringComparison.Ordinal);
        Assert.All(Texts[..4], text => Assert.Contains($",'{text}\n", csv, StringComparison.Ordinal));
        Assert.Contains(",\"a \"\"fine\"\" film, or\ntwo\"", csv, StringComparison.Ordinal);
        Assert.Contains(",'-x,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_AsParquet_AreReadByDuck()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await BytesAsync("/predictions?label=positive", "application/vnd.apache.parquet"), Cancel);
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) || ' ' || max(len(scores)) || ' ' || min(label) FROM read_parquet('{file}')";
            int there = (await _recording.GetAsync("/predictions?label=positive")).GetProperty("predictions").GetArrayLength();
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{there} 2 positive"), command.ExecuteScalar());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Explanations_AsCsv_HaveTheTokensOfTheAnswer()
    {
        string csv = await GetAsync("/explanations/global?minSupport=1", "text/csv");

        var tokens = (await _recording.GetAsync("/explanations/global?minSupport=1")).GetProperty("tokens");
        Assert.Equal(1 + tokens.GetArrayLength(), csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("text,label,support,sum,mean,lower,upper\n", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/predictions?limit=3", "?limit")]
    [InlineData("/predictions?after=3", "?after")]
    public async Task Predictions_PagesOfAnExport_AreRefused(string path, string where)
    {
        using var answer = await SendAsync(path, "text/csv");

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(where, problem.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<string> GetAsync(string path, string type) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(path, type));

    private async Task<byte[]> BytesAsync(string path, string type)
    {
        using var answer = await SendAsync(path, type);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return await _recording.Service.Http.SendAsync(request, Cancel);
    }
}
