namespace TextClassify.Memory;

public sealed class PredictionEndpointTests(RecordingService shared) : IClassFixture<RecordingService>
{
    [Fact]
    public async Task Feedback_EarlyTwiceCorrected_TheLastCounts()
    {
        await using var recording = new RecordingService();
        string id = await recording.RecordAsync("""["a fine film","dull"]""");
        string early = Guid.CreateVersion7().ToString();

        foreach (string label in new[] { "negative", "negative", "positive" })
        {
            var answer = await recording.LabelAsync(id, 1, label);
            Assert.Equal((200, true), ((int)answer.Status, answer.Json.GetProperty("known").GetBoolean()));
        }

        Assert.False((await recording.LabelAsync(early, 0, "anything")).Json.GetProperty("known").GetBoolean());
        var entries = (await recording.GetAsync($"/predictions/{id}")).GetProperty("predictions");
        Assert.False(entries[0].TryGetProperty("givenLabel", out _));
        Assert.Equal("positive", entries[1].GetProperty("givenLabel").GetString());
        var wrong = (await recording.GetAsync("/predictions?wrong=true")).GetProperty("predictions");
        Assert.Equal(1, Assert.Single(wrong.EnumerateArray()).GetProperty("item").GetInt32());
        var quality = await recording.GetAsync("/quality");
        Assert.Equal(1, quality.GetProperty("orphanLabels").GetInt64());
        Assert.Equal("[[0,0],[1,0]]", quality.GetProperty("confusion").GetProperty("counts").GetRawText());
    }

    [Theory]
    [InlineData("unknown", 404, "unknown-prediction")]
    [InlineData("11111111-1111-4111-8111-111111111111", 404, "unknown-prediction")]
    [InlineData("01900000-0000-7000-8000-000000000000", 404, "unknown-prediction")]
    [InlineData("7fffffff-ffff-7000-8000-000000000000", 404, "unknown-prediction")]
    public async Task Ids_UnknownOrForeign_AreRefused(string id, int status, string type)
    {
        var asked = (await shared.Service.GetAsync($"/predictions/{id}")).Problem();
        var labelled = (await shared.LabelAsync(id, 0, "positive")).Problem();

        Assert.Equal((status, type), (asked.Status, asked.Type));
        Assert.Equal((status, type), (labelled.Status, labelled.Type));
    }

    [Theory]
    [InlineData("0", """{"label":"neutral"}""", 400, "unknown-label")]
    [InlineData("5", """{"label":"positive"}""", 404, "unknown-prediction")]
    [InlineData("-1", """{"label":"positive"}""", 404, "unknown-prediction")]
    [InlineData("0", """{"label":null}""", 400, "missing-property")]
    [InlineData("0", """{"labels":"positive"}""", 400, "unknown-property")]
    public async Task Feedback_Wrong_IsRefused(string item, string body, int status, string type)
    {
        string id = await shared.RecordAsync("\"fine\"");

        var problem = (await shared.PutAsync($"/feedback/{id}/{item}", body)).Problem();

        Assert.Equal((status, type), (problem.Status, problem.Type));
    }

    [Theory]
    [InlineData("/predictions?from=2027-02-01&to=2027-01-01", 400, "out-of-range", "?from")]
    [InlineData("/drift?referenceFrom=2027-02-01&referenceTo=2027-02-01", 400, "out-of-range", "?referenceFrom")]
    [InlineData("/predictions?from=yesterday", 400, "out-of-range", "?from")]
    [InlineData("/predictions?limit=0", 400, "out-of-range", "?limit")]
    [InlineData("/predictions?after=first", 400, "out-of-range", "?after")]
    [InlineData("/predictions?colour=red", 400, "unknown-parameter", "?colour")]
    [InlineData("/predictions?label=neutral", 400, "unknown-label", "?label")]
    [InlineData("/quality?label=neutral", 400, "unknown-label", "?label")]
    [InlineData("/quality?by=colour", 400, "out-of-range", "?by")]
    [InlineData("/quality/overview?by=day", 400, "unknown-parameter", "?by")]
    [InlineData("/quality/overview?cohort=nobody", 404, "unknown-cohort", "?cohort")]
    [InlineData("/quality?model=nobody", 404, "unknown-model", "?model")]
    [InlineData("/quality?model=polarity/9", 404, "unknown-model", "?model")]
    [InlineData("/explanations/global?cohort=nobody", 404, "unknown-cohort", "?cohort")]
    [InlineData("/drift", 400, "not-in-model", null)]
    public async Task Questions_Wrong_AreRefused(string path, int status, string type, string? where)
    {
        await shared.RecordAsync("\"fine\"");

        var problem = (await shared.Service.GetAsync(path)).Problem();

        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Predictions_Pages_FollowOneAnother()
    {
        await using var recording = new RecordingService();
        await recording.RecordAsync("""["fine","dull","a film","not fine","fine film"]""");

        var first = await recording.GetAsync("/predictions?limit=3");
        var second = await recording.GetAsync($"/predictions?limit=3&after={first.GetProperty("next").GetString()}");
        var past = await recording.GetAsync("/predictions?limit=3&after=1");

        Assert.Equal([4, 3, 2], Items(first));
        Assert.Equal([1, 0], Items(second));
        Assert.Empty(Items(past));
        Assert.False(second.TryGetProperty("next", out _));
        var fine = await recording.GetAsync("/predictions?token=fine");
        Assert.Equal([4, 3, 0], Items(fine));

        static int[] Items(System.Text.Json.JsonElement page) =>
            [.. page.GetProperty("predictions").EnumerateArray().Select(entry => entry.GetProperty("item").GetInt32())];
    }
}
