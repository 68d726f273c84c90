using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Health;
using TextClassify.Inference.Traffic;
using TextClassify.Infrastructure;
using TextClassify.Models;
using TextClassify.Numerics;
using TextClassify.Telemetry;

namespace TextClassify.Health;

/// <summary>A canary that stops answering rightly must not answer callers, and must not take the replica with it.</summary>
public sealed class CanaryProbeTests : IAsyncDisposable
{
    private readonly AdditiveForward _canary = PolarityModel.Forward();
    private readonly FakeTimeProvider _clock = new();
    private readonly Service _service;

    public CanaryProbeTests()
    {
        // The scores by hand: bias and evidence of the three words, softmax at the temperature.
        float[] scores = new float[2];
        Softmax.Write([0.25f + 0 - 1 + 0.25f, -0.25f + 0.125f + 1.5f + 0.25f], PolarityModel.Temperature, scores);
        GoldenText[] golden = [new GoldenText("a fine film", [.. scores.Select(score => (double)score)])];
        var registry = new FixedRegistry(
            "polarity",
            PolarityModel.Over(PolarityModel.Forward()) with { GoldenTexts = golden },
            PolarityModel.Over(_canary, version: "3") with { GoldenTexts = golden, Sha256 = new string('c', 64) });
        registry.With(new ModelTraffic("polarity", "2", Canary: new CanaryTraffic("3", 1)));
        var factory = new ServiceFactory(registry, ("Health:ProbeInterval", "01:00:00")) { Clock = _clock };
        _service = new Service(factory);
    }

    [Fact]
    public async Task Probe_CanaryThatAnswersWrongly_TakesNoTrafficUntilItIsRightAgain()
    {
        Assert.Equal("3", await AnsweredByAsync());

        _canary.Before = _ => throw new InvalidOperationException("broken");
        await ProbeAsync();

        var ready = await _service.GetAsync("/health/ready");
        Assert.Equal(200, (int)ready.Status);
        Assert.Equal(
            ["polarity/3: it does not answer its golden text as it should."],
            ready.Json.GetProperty("suspended").EnumerateArray().Select(entry => entry.GetString()));
        Assert.Equal("suspended", await StateAsync());
        Assert.Equal("2", await AnsweredByAsync());
        Assert.Equal(0, (await Scrape.OfAsync(_service))["textclassify_model_golden_right{model=\"polarity\",version=\"3\"}"]);
        Assert.Single(_service.Log.Events, entry => entry.Line.Contains("it takes no traffic until it does", StringComparison.Ordinal));

        _canary.Before = _ => Task.CompletedTask;
        await ProbeAsync();

        Assert.Equal("canary", await StateAsync());
        Assert.Equal("3", await AnsweredByAsync());
        Assert.False((await _service.GetAsync("/health/ready")).Json.TryGetProperty("suspended", out _));
    }

    /// <summary>Busy is no verdict, until the last right answer is too old to prove anything.</summary>
    [Fact]
    public async Task Probe_CanaryWithoutAVerdict_IsSuspendedOnceItsLastAnswerIsOld()
    {
        _canary.Before = _ => throw new Forward.ForwardQueueFullException(1);
        await ProbeAsync();
        Assert.Equal("canary", await StateAsync());

        _clock.Advance(TimeSpan.FromSeconds(61));
        await ProbeAsync();

        Assert.Equal("suspended", await StateAsync());
        Assert.Equal(200, (int)(await _service.GetAsync("/health/ready")).Status);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private Task ProbeAsync() => _service.Services.GetRequiredService<GoldenProber>().RunOnceAsync(TestContext.Current.CancellationToken);

    private async Task<string?> StateAsync()
    {
        var models = (await _service.GetAsync("/models")).Json.GetProperty("models").EnumerateArray();
        return models.Single(model => model.GetProperty("version").GetString() == "3").GetProperty("state").GetString();
    }

    /// <summary>Of a caller who names no version.</summary>
    private async Task<string?> AnsweredByAsync() =>
        (await _service.PostAsync(
            "/classify", """{"inputs":"a fine film"}""")).Json.GetProperty("model").GetProperty("version").GetString();
}
