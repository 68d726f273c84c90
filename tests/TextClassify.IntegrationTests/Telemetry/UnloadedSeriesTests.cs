using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Telemetry.Prometheus;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

/// <summary>A version's series outlive it by the longest window that rules look through, and no longer.</summary>
public sealed class UnloadedSeriesTests : IAsyncDisposable
{
    private const string Requests = "textclassify_model_requests_total{model=\"tiny\",version=\"1\"}";

    private readonly VersionedModels _models = new("1", "3");
    private readonly FakeTimeProvider _clock = new();
    private readonly Service _service;

    public UnloadedSeriesTests()
    {
        (string, string)[] settings =
        [
            ("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00"), ("Health:ProbeInterval", "01:00:00"),
        ];
        var factory = new ServiceFactory(null, settings) { Clock = _clock };
        _service = new Service(factory);
    }

    [Fact]
    public async Task Metrics_VersionUnloaded_KeepsItsCountsForTheLongestWindowAndThenEnds()
    {
        await _service.PostAsync("/classify", """{"model":"tiny/1","inputs":"good"}""");
        await _service.PostAsync("/models/tiny/3/activate", "");
        await PutShadowAsync("1");
        await PutShadowAsync(null);
        Assert.Equal(200, (int)(await _service.PostAsync("/models/tiny/1/unload", "")).Status);
        Assert.Equal(1, (await Scrape.OfAsync(_service))[Requests]);

        _clock.Advance(UnloadedSeries.Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Scrape.OfAsync(_service))[Requests]);

        _clock.Advance(TimeSpan.FromSeconds(1));
        string text = (await _service.GetAsync("/metrics")).Text;
        Assert.DoesNotMatch("version=\"1\"|shadow=\"1\"|model=\"tiny/1\"", text);
        Assert.Matches("version=\"3\"", text);
        Assert.Matches("model=\"tiny/3\"", text);
    }

    /// <summary>Within the time it counts on; after it, from zero, which <c>rate()</c> takes for a restart.</summary>
    [Theory]
    [InlineData(30, 1)]
    [InlineData(60, 0)]
    public async Task Metrics_VersionLoadedAgain_CountsOnWithinTheTime(int minutes, int before)
    {
        await _service.PostAsync("/classify", """{"model":"tiny/1","inputs":"good"}""");
        await _service.PostAsync("/models/tiny/1/unload", "");
        await Scrape.OfAsync(_service);
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        await Scrape.OfAsync(_service);

        await _service.PostAsync("/models/tiny/1/load", "");
        _clock.Advance(TimeSpan.FromHours(2));
        await _service.PostAsync("/classify", """{"model":"tiny/1","inputs":"good"}""");

        Assert.Equal(before + 1, (await Scrape.OfAsync(_service))[Requests]);
        Assert.Equal(
            before + 1,
            (await Scrape.OfAsync(_service))["textclassify_batch_calls_total{lane=\"interactive\",model=\"tiny/1\",outcome=\"answered\"}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _models.Dispose();
    }

    private async Task PutShadowAsync(string? version)
    {
        string body = version is null ? "{}" : $$$"""{"shadow":{"version":"{{{version}}}"}}""";
        using var request = new HttpRequestMessage(HttpMethod.Put, "/models/tiny/traffic")
        {
            Content = new StringContent(body, null, "application/json"),
        };
        Assert.Equal(200, (int)(await _service.SendAsync(request)).Status);
    }
}
