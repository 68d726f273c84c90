using System.Text.Json;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;
using TextClassify.Models;

namespace TextClassify.Classify;

/// <summary>A model whose labels don't exclude each other, beside one whose labels do.</summary>
public sealed class SeveralLabelsTests : IAsyncDisposable
{
    // "a fine film": logits -0.5 and 1.625; temperature 2.
    private static readonly double Negative = Sigmoid(-0.5 / PolarityModel.Temperature);
    private static readonly double Positive = Sigmoid(1.625 / PolarityModel.Temperature);

    private readonly Service _service;

    public SeveralLabelsTests()
    {
        var exclusive = PolarityModel.Over(PolarityModel.Forward());
        var model = PolarityModel.Over(PolarityModel.Forward(), "tags");
        _service = new Service(new ServiceFactory(new FixedRegistry(
            "tags",
            exclusive,
            model with { Manifest = model.Manifest with { Outputs = ModelManifest.IndependentOutputs, Thresholds = [0.4, 0.9] } })));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Classify_IndependentLabels_GivesEachItsOwnScoreAndThoseAboveTheirThresholds()
    {
        var result = (await _service.PostAsync("/classify", """{"inputs":"a fine film","top":1}""")).Json.GetProperty("results")[0];

        Assert.Equal("positive", result.GetProperty("label").GetString());
        Assert.Equal(Positive, result.GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal(1, result.GetProperty("scores").GetArrayLength());

        // 0.44 reaches 0.4 and 0.69 does not reach 0.9: what is chosen is not what is likeliest.
        Assert.Equal("""["negative"]""", result.GetProperty("labels").GetRawText());
    }

    [Fact]
    public async Task Classify_IndependentLabels_NeedNotAddUpToOne()
    {
        var client = new TextClassifyClient(_service.Http);

        var answer = await client.ClassifyAsync(new ClassifyRequest { Inputs = ["a fine film", "not"] }, Cancel);

        Assert.Equal([Positive, Negative], answer.Results[0].Scores!.Select(score => Math.Round((double)score.Score, 6)), Close);
        Assert.Equal(["negative"], answer.Results[1].Labels!);
    }

    [Fact]
    public async Task Classify_ExclusiveLabels_HasNoListOfThem()
    {
        var json = (await _service.PostAsync("/classify", """{"model":"polarity","inputs":"a fine film"}""")).Json;

        Assert.False(json.GetProperty("results")[0].TryGetProperty("labels", out _));
    }

    [Fact]
    public async Task Explain_IndependentLabel_IsOfItsOwnLogit()
    {
        var json = (await _service.PostAsync(
            "/explain",
            """{"inputs":"a fine film","target":"negative","method":"leave_one_out","parameters":{"output":"probability"}}""")).Json;

        var result = json.GetProperty("results")[0];
        Assert.Equal("negative", result.GetProperty("target").GetProperty("label").GetString());

        // Without "fine", whose share is -1, the logit is 0.5; what the other label says changes nothing.
        double fine = result.GetProperty("tokens")[1].GetProperty("score").GetDouble();
        Assert.Equal(Negative - Sigmoid(0.5 / PolarityModel.Temperature), fine, 1e-6);
    }

    [Fact]
    public async Task Explain_EvidenceOfEitherLabel_AddsUpToItsLogit()
    {
        foreach (var (label, logit) in new[] { ("negative", -0.5), ("positive", 1.625) })
        {
            var json = (await _service.PostAsync(
                "/explain", $$"""{"inputs":"a fine film","method":"evidence","target":"{{label}}"}""")).Json;

            var certificate = json.GetProperty("results")[0].GetProperty("certificate");
            double bias = PolarityModel.Bias[Array.IndexOf(PolarityModel.Labels, label)];
            Assert.Equal(logit - bias, certificate.GetProperty("sum").GetDouble(), 1e-6);
            Assert.True(certificate.GetProperty("converged").GetBoolean());
        }
    }

    [Fact]
    public async Task HiddenStates_IndependentLabels_EndAtTheScores()
    {
        var json = (await _service.PostAsync("/hidden-states", """{"inputs":"a fine film"}""")).Json;

        var last = json.GetProperty("results")[0].GetProperty("expectedPrediction").GetProperty("cumulative")[2];
        Assert.Equal(Negative, last[0].GetDouble(), 1e-6);
        Assert.Equal(Positive, last[1].GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Models_IndependentLabels_TellTheirThresholds()
    {
        var models = (await _service.GetAsync("/models")).Json.GetProperty("models").EnumerateArray().ToDictionary(Name);

        Assert.Equal("independent", models["tags"].GetProperty("outputs").GetString());
        Assert.Equal("[0.4,0.9]", models["tags"].GetProperty("thresholds").GetRawText());
        Assert.False(models["polarity"].TryGetProperty("outputs", out _));

        static string Name(JsonElement model) => model.GetProperty("name").GetString()!;
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 2e-6;

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
