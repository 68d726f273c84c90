using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Memory;

public sealed class RecordingTests
{
    [Fact]
    public async Task Classify_Recorded_ComesBackByItsId()
    {
        await using var recording = new RecordingService();

        string id = await recording.RecordAsync(
            """["a fine film",{"id":"x","text":""},"dull dull wonderful"]""", ""","cohort":"shop/1","top":1""");
        var page = await recording.GetAsync($"/predictions/{id}");

        var entries = page.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal([0, 2], entries.Select(entry => entry.GetProperty("item").GetInt32()));
        Assert.All(entries, entry => Assert.Equal(("polarity", "2", "shop/1"), (
            entry.GetProperty("model").GetString(), entry.GetProperty("version").GetString(), entry.GetProperty("cohort").GetString())));

        // By hand: logits 0.25 - 1 + 0.25 and -0.25 + 0.125 + 1.5 + 0.25, temperature 2.
        double positive = 1 / (1 + Math.Exp((-0.5 - 1.625) / 2));
        Assert.Equal("positive", entries[0].GetProperty("label").GetString());
        Assert.Equal(positive, entries[0].GetProperty("score").GetDouble(), 5);
        Assert.Equal((2 * positive) - 1, entries[0].GetProperty("margin").GetDouble(), 5);
        Assert.Equal(2, entries[0].GetProperty("scores").GetArrayLength());
        Assert.Equal(0, entries[0].GetProperty("unknownShare").GetDouble());
        Assert.Equal(
            [("a", 0.125), ("fine", 1.5), ("film", 0.25)],
            entries[0].GetProperty("evidence").EnumerateArray().Select(
                share => (share.GetProperty("text").GetString(), share.GetProperty("score").GetDouble())));
        Assert.Equal(
            ["dull", "dull", "<unk>"],
            entries[1].GetProperty("evidence").EnumerateArray().Select(share => share.GetProperty("text").GetString()));
        Assert.Equal(0.3333, entries[1].GetProperty("unknownShare").GetDouble());
        Assert.False(entries[0].TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Classify_Off_HasNoIdAndNothingToAsk()
    {
        await using var service = new Service();

        var answer = await service.PostAsync("/classify", """{"inputs":"a fine film"}""");

        Assert.False(answer.Json.TryGetProperty("predictionId", out _));
        var required = (await service.PostAsync("/classify", """{"inputs":"a fine film","record":"required"}""")).Problem();
        Assert.Equal((503, "recording-unavailable", "record"), (required.Status, required.Type, required.Where));
        Assert.Equal("not-recorded", (await service.GetAsync("/predictions")).Problem().Type);
        Assert.Equal("not-recorded", (await service.GetAsync("/quality")).Problem().Type);
    }

    [Fact]
    public async Task Stream_Lines_AreItemsOfOneId()
    {
        await using var recording = new RecordingService();

        var answer = await recording.Service.PostAsync(
            "/classify?record=required&cohort=lines", "\"a fine film\"\n\"dull\"\n\"\"\n\"fine\"\n\"not fine\"\n", "application/x-ndjson");
        string id = answer.Lines[0].GetProperty("predictionId").GetString()!;
        var page = await recording.GetAsync($"/predictions/{id}");

        Assert.Equal(
            [0, 1, 3, 4], page.GetProperty("predictions").EnumerateArray().Select(entry => entry.GetProperty("item").GetInt32()));
    }

    [Theory]
    [InlineData("""{"inputs":"fine","record":"maybe"}""", "record")]
    [InlineData("""{"inputs":"fine","cohort":""}""", "cohort")]
    [InlineData("""{"inputs":"fine","cohort":"two words"}""", "cohort")]
    public async Task Classify_BadRecordOrCohort_IsRefused(string body, string where)
    {
        await using var service = new Service();

        var (status, type, place, _) = (await service.PostAsync("/classify", body)).Problem();

        Assert.Equal((400, "out-of-range", where), (status, type, place));
    }

    /// <summary>A folder that is a file: one sentence in the log, and the service goes on.</summary>
    [Fact]
    public async Task Classify_FolderThatIsNone_AnswersAndCounts()
    {
        string file = Path.GetTempFileName();
        try
        {
            await using var recording = new RecordingService("Aggregates", file);

            Assert.Equal(200, (int)(await recording.Service.PostAsync("/classify", """{"inputs":["fine","dull"]}""")).Status);
            var required = await recording.Service.PostAsync("/classify", """{"inputs":"fine","record":"required"}""");
            Assert.Equal((503, "recording-unavailable"), (required.Problem().Status, required.Problem().Type));
            Assert.Equal("recording-unavailable", (await recording.Service.GetAsync("/predictions")).Problem().Type);
            Assert.Single(
                recording.Service.Log.Events, entry => entry.Line.Contains("Predictions are not recorded", StringComparison.Ordinal));
            var samples = (await Scrape.OfAsync(recording.Service)).Samples;
            Assert.Equal(3, samples["textclassify_records_total{outcome=\"accepted\"}"]);
            Assert.Equal(3, samples["textclassify_records_total{outcome=\"dropped\"}"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Metrics_AfterRecords_AddUp()
    {
        await using var recording = new RecordingService("Aggregates");
        await recording.Service.PostAsync("/classify", """{"inputs":["fine","dull","a film"]}""");
        await recording.RecordAsync("\"fine\"");

        var samples = (await Scrape.OfAsync(recording.Service)).Samples;

        Assert.Equal(4, samples["textclassify_records_total{outcome=\"accepted\"}"]);
        Assert.Equal(4, samples["textclassify_records_total{outcome=\"stored\"}"]);
        Assert.Equal(0, samples["textclassify_records_total{outcome=\"dropped\"}"]);
        Assert.Equal(0, samples["textclassify_records_queued"]);
    }
}
