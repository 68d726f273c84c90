using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Rollout;

/// <summary>Canaries and shadows: who answers whom, and what is counted.</summary>
public sealed class TrafficTests : IAsyncDisposable
{
    private const string Good = """{"inputs":["good","the plot is bad"]}""";

    private readonly VersionedModels _models = new("1", "2", "3");
    private readonly Service _service;

    public TrafficTests() =>
        _service = new Service(new ServiceFactory(null, ("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00")));

    [Fact]
    public async Task Canary_ByKey_TakesItsShareAndEachKeySeesOneVersion()
    {
        Assert.Equal(200, (int)(await PutAsync("""{"canary":{"version":"1","weight":0.25}}""")).Status);

        var first = new List<string>();
        for (int i = 0; i < 200; i++)
        {
            first.Add(await VersionAsync("/classify", $"user-{i}"));
        }

        Assert.All(first, version => Assert.True(version is "1" or "3"));
        Assert.InRange(first.Count(version => version == "1"), 20, 80);
        for (int i = 0; i < 200; i += 10)
        {
            Assert.Equal(first[i], await VersionAsync("/classify", $"user-{i}"));
            Assert.Equal(first[i], await VersionAsync("/explain", $"user-{i}"));
            Assert.Equal(first[i], await VersionAsync("/hidden-states", $"user-{i}"));
        }

        Assert.Equal("3", await VersionAsync("/classify", "user-0", """{"model":"tiny/3","inputs":["good"]}"""));
        Assert.Equal("3", (await _service.GetAsync("/models/tiny")).Json.GetProperty("version").GetString());
    }

    /// <summary>A gateway's callers, whom nobody names, are split by weight too.</summary>
    [Fact]
    public async Task Canary_NoKey_TakesItsShareOfRequests()
    {
        await PutAsync("""{"canary":{"version":"1","weight":0.5}}""");

        int canary = 0;
        for (int i = 0; i < 100; i++)
        {
            canary += await VersionAsync("/classify", null) == "1" ? 1 : 0;
        }

        Assert.InRange(canary, 20, 80);
    }

    [Fact]
    public async Task Canary_Ended_AllGoToTheActiveOne()
    {
        await PutAsync("""{"canary":{"version":"1","weight":1}}""");
        Assert.Equal("1", await VersionAsync("/classify", "a"));

        var ended = await PutAsync("{}");

        Assert.False(ended.Json.TryGetProperty("canary", out _));
        Assert.Equal("3", await VersionAsync("/classify", "a"));
        Assert.Equal(200, (int)(await _service.PostAsync("/models/tiny/1/unload", "")).Status);
    }

    /// <summary>Version 2 calls every label by another's name, version 1 says the same as 3; neither ever answers.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Shadow_IsComparedAndNeverAnswers(string shadow)
    {
        Assert.Equal(200, (int)(await PutAsync($$$"""{"shadow":{"version":"{{{shadow}}}"}}""")).Status);
        string series = $"model=\"tiny\",outcome=\"{{0}}\",shadow=\"{shadow}\",version=\"3\"";
        Assert.Equal(0, Texts(await Scrape.OfAsync(_service), series, "agreed"));

        for (int i = 0; i < 5; i++)
        {
            var answer = (await _service.PostAsync("/classify", Good)).Json;
            Assert.Equal("3", answer.GetProperty("model").GetProperty("version").GetString());
        }

        Scrape scrape;
        for (int wait = 0; ; wait++)
        {
            scrape = await Scrape.OfAsync(_service);
            if (Texts(scrape, series, "agreed") + Texts(scrape, series, "differed") == 10)
            {
                break;
            }

            Assert.True(wait < 500, "The shadow was not asked.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(shadow == "1" ? 10 : 0, Texts(scrape, series, "agreed"));
        Assert.Equal(10, scrape[$"textclassify_shadow_score_difference_count{{model=\"tiny\",shadow=\"{shadow}\",version=\"3\"}}"]);
        double difference = scrape[$"textclassify_shadow_score_difference_sum{{model=\"tiny\",shadow=\"{shadow}\",version=\"3\"}}"];
        Assert.True(shadow == "1" ? difference < 1e-4 : difference > 1e-3, $"The scores are {difference} apart.");
        Assert.Equal(0, scrape[$"textclassify_model_requests_total{{model=\"tiny\",version=\"{shadow}\"}}"]);
        Assert.Equal(10, scrape["textclassify_model_items_total{model=\"tiny\",outcome=\"answered\",version=\"3\"}"]);
        Assert.Equal(5, scrape["textclassify_model_compute_seconds_count{model=\"tiny\",version=\"3\"}"]);
    }

    [Theory]
    [InlineData("""{"canary":{"version":"9","weight":0.1}}""", 404, "unknown-model")]
    [InlineData("""{"canary":{"version":"3","weight":0.1}}""", 409, "model-state")]
    [InlineData("""{"canary":{"version":"1"}}""", 400, "missing-property")]
    [InlineData("""{"canary":{"version":"1","weight":1.5}}""", 400, "out-of-range")]
    [InlineData("""{"canary":{"version":"1","weight":0.5,"sticky":true}}""", 400, "unknown-property")]
    [InlineData("""{"shadow":"1"}""", 400, "wrong-type")]
    [InlineData("[]", 400, "wrong-type")]
    public async Task Put_WhatCannotBe_SaysSo(string body, int status, string type)
    {
        var problem = (await PutAsync(body)).Problem();

        Assert.Equal((status, type), (problem.Status, problem.Type));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _models.Dispose();
    }

    private static double Texts(Scrape scrape, string series, string outcome) =>
        scrape[$"textclassify_shadow_texts_total{{{string.Format(null, series, outcome)}}}"];

    private async Task<Answer> PutAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/models/tiny/traffic")
        {
            Content = new StringContent(body, null, "application/json"),
        };
        return await _service.SendAsync(request);
    }

    private async Task<string> VersionAsync(string path, string? key, string body = """{"inputs":["good"]}""")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("X-Sticky-Key", key);
        }

        var answer = await _service.SendAsync(request);
        Assert.Equal(200, (int)answer.Status);
        return answer.Json.GetProperty("model").GetProperty("version").GetString()!;
    }
}
