using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Health;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Infrastructure;
using TextClassify.Models;
using TextClassify.Numerics;

namespace TextClassify.Health;

/// <summary>Ready means: answered rightly, and lately.</summary>
public sealed class ReadinessTests
{
    private const string Text = "a fine film";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly AdditiveForward _forward = PolarityModel.Forward();
    private readonly List<GoldenText> _golden = [];

    /// <summary>The scores by hand: bias and evidence of the three words, softmax at the temperature.</summary>
    public ReadinessTests() => _golden.Add(Golden(0.25f + 0 - 1 + 0.25f, -0.25f + 0.125f + 1.5f + 0.25f));

    [Fact]
    public async Task Ready_WrongAnswer_IsNotReadyUntilItIsRightAgain()
    {
        await using var service = Start();
        var prober = service.Services.GetRequiredService<GoldenProber>();
        Assert.Equal(200, await ReadyAsync(service));
        var right = _golden[0];

        _golden[0] = Golden(0, 0.001f);
        await prober.RunOnceAsync(Cancel);
        var answer = await service.GetAsync("/health/ready");
        Assert.Equal(503, (int)answer.Status);
        Assert.Contains(
            "polarity/2 does not answer its golden text", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await service.GetAsync("/health/live")).Status);

        _golden[0] = right;
        await prober.RunOnceAsync(Cancel);
        Assert.Equal(200, await ReadyAsync(service));
    }

    [Fact]
    public async Task Ready_ModelThatThrows_IsNotReadyAndLogsOnce()
    {
        await using var service = Start();
        var prober = service.Services.GetRequiredService<GoldenProber>();

        _forward.Before = _ => throw new InvalidOperationException("broken");
        await prober.RunOnceAsync(Cancel);
        await prober.RunOnceAsync(Cancel);

        Assert.Equal(503, await ReadyAsync(service));
        Assert.Single(service.Log.Events, entry => entry.Line.Contains("The service is not ready", StringComparison.Ordinal));
    }

    /// <summary>A model that never answers: readiness ages, liveness does not ask it.</summary>
    [Fact]
    public async Task Ready_ModelThatHangs_AgesAndLivenessIsFast()
    {
        await using var service = Start(("Health:ProbeMaxAge", "00:00:00.400"), ("Health:ProbeInterval", "00:00:00.050"));
        Assert.Equal(200, await ReadyAsync(service));

        _forward.Before = token => Task.Delay(Timeout.Infinite, token);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        var started = Stopwatch.StartNew();
        Assert.Equal(200, (int)(await service.GetAsync("/health/live")).Status);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(1), $"Liveness took {started.Elapsed}.");
        Assert.Equal(503, await ReadyAsync(service));

        _forward.Before = _ => Task.CompletedTask;
        for (int i = 0; i < 500 && await ReadyAsync(service) != 200; i++)
        {
            await Task.Delay(20, Cancel);
        }

        Assert.Equal(200, await ReadyAsync(service));
    }

    /// <summary>Busy is not wrong: a full queue leaves the last verdict, and a probe does not add to the load's refusals.</summary>
    [Fact]
    public async Task Ready_FullQueue_KeepsTheLastVerdict()
    {
        await using var service = Start();

        _forward.Before = _ => throw new Forward.ForwardQueueFullException(1);
        await service.Services.GetRequiredService<GoldenProber>().RunOnceAsync(Cancel);

        Assert.Equal(200, await ReadyAsync(service));
    }

    /// <summary>The explanation is held to its sum: evidence that does not add up to the logits is wrong although the label is
    /// right.</summary>
    [Fact]
    public async Task Probe_EvidenceThatDoesNotAddUp_IsWrong()
    {
        var skewed = PolarityModel.Over(
            new AdditiveForward([0.25f, -0.25f], PolarityModel.Evidence)) with
        { Forward = new SkewedForward(_forward) };

        string? fault = await skewed.FaultAsync(0, Cancel);

        Assert.Contains("its evidence for 'negative' sums to", fault, StringComparison.Ordinal);
        Assert.Null(await (PolarityModel.Over(_forward) with { GoldenTexts = _golden }).FaultAsync(0, Cancel));
    }

    /// <summary>The real graphs, with their gradients.</summary>
    [Fact]
    public async Task Probe_EveryShippedModel_IsRight()
    {
        await using var shipped = new ShippedService();
        var models = shipped.Service.Services.GetRequiredService<Inference.Registry.IModelRegistry>().Current;

        Assert.Equal(200, await ReadyAsync(shipped.Service));
        foreach (var model in models.All<LoadedClassifier>())
        {
            Assert.NotEmpty(model.GoldenTexts);
            Assert.Equal(model.Manifest.Has(Capabilities.Gradients), model.GoldenTexts[0].GradientXInput is not null);
            Assert.Null(await model.FaultAsync(1, Cancel));
        }
    }

    private Service Start(params (string, string)[] settings) =>
        new(new ServiceFactory(new FixedRegistry("polarity", PolarityModel.Over(_forward) with { GoldenTexts = _golden }), settings));

    private static async Task<int> ReadyAsync(Service service) => (int)(await service.GetAsync("/health/ready")).Status;

    private static GoldenText Golden(params float[] logits)
    {
        float[] scores = new float[logits.Length];
        Softmax.Write(logits, PolarityModel.Temperature, scores);
        return new GoldenText(Text, [.. scores.Select(score => (double)score)]);
    }
}
