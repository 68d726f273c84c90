using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Forward;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Infrastructure;
using TextClassify.Numerics;

namespace TextClassify.Packages;

public sealed class TinyPackageTests(TinyService tiny) : IClassFixture<TinyService>
{
    private static readonly string[] Texts = Made(200);

    private readonly Service _service = tiny.Service;
    private readonly ITextClassifier _model =
        tiny.Service.Services.GetRequiredService<IModelRegistry>().Current.Find<ITextClassifier>("tiny", null)!;

    [Fact]
    public async Task Classify_AnyText_LawsHold() => await PackageLaws.ClassifyAsync(_service, "tiny", Texts, 64);

    [Fact]
    public async Task HiddenStates_AnyText_EndAtThePrediction() =>
        await PackageLaws.HiddenStatesAsync(_service, "tiny", Texts[..50], 16, "cumulative", "prefix");

    [Fact]
    public async Task Explain_AnyText_CertificatesHold() => await PackageLaws.ExplainAsync(_service, "tiny", Texts, 64);

    /// <summary>Random weights are steep, so not every path converges at 64 nodes; the certificate must say which did.</summary>
    [Fact]
    public async Task Explain_IntegratedGradients_CertificateTellsTheTruth()
    {
        var answer = await _service.PostAsync(
            "/explain",
            JsonSerializer.Serialize(new
            {
                model = "tiny",
                inputs = Texts[..20],
                method = "integrated_gradients",
                parameters = new { n_steps = 64, baseline = "unk" },
                contrast = new { target = "positive", foil = "negative" },
            }));

        Assert.Equal(
            """{"n_steps":64,"baseline":"unk","baseline_tokens":null,"output":"logit"}""",
            answer.Json.GetProperty("method").GetProperty("parameters").GetRawText());
        Assert.Contains(
            answer.Json.GetProperty("results").EnumerateArray(),
            result => result.GetProperty("certificate").GetProperty("converged").GetBoolean());
        foreach (var result in answer.Json.GetProperty("results").EnumerateArray())
        {
            var certificate = result.GetProperty("certificate");
            double sum = result.GetProperty("tokens").EnumerateArray().Sum(token => token.GetProperty("score").GetDouble());
            double residual = sum - certificate.GetProperty("expected").GetDouble();
            Assert.Equal(residual, certificate.GetProperty("residual").GetDouble(), 1e-5);
            Assert.Equal(
                Math.Abs(certificate.GetProperty("residual").GetDouble()) <= certificate.GetProperty("tolerance").GetDouble(),
                certificate.GetProperty("converged").GetBoolean());
            Assert.True(result.GetProperty("cost").GetProperty("modelCalls").GetInt32() > 64);
        }
    }

    /// <summary>The numbers over HTTP are those of the forward pass on the same package.</summary>
    [Fact]
    public async Task Classify_OverHttp_EqualsTheForwardPass()
    {
        var batch = await _model.Forward.RunAsync(
            [.. Texts[..32].Select(text => _model.Encoder.Encode(text).Ids)],
            ForwardOutputs.Evidence,
            TestContext.Current.CancellationToken);

        var results = (await _service.PostAsync(
            "/classify",
            JsonSerializer.Serialize(new { model = "tiny", inputs = Texts[..32], evidence = true }))).Json.GetProperty("results");

        for (int i = 0; i < 32; i++)
        {
            float[] expected = new float[_model.Labels.Count];
            Softmax.Write(batch.Results[i].Logits, _model.Temperature, expected);
            var scores = PackageLaws.Scores(results[i]);
            Assert.Equal(expected, _model.Labels.Select(label => (float)scores[label]));

            int target = Array.IndexOf(expected, expected.Max());
            Assert.Equal(_model.Labels[target], results[i].GetProperty("label").GetString());
            Assert.Equal(
                batch.Results[i].Evidence.Where((_, at) => at % expected.Length == target),
                results[i].GetProperty("evidence").GetProperty("tokens").EnumerateArray().Select(
                    token => token.GetProperty("score").GetSingle()));
        }
    }

    [Fact]
    public async Task HiddenStates_Vectors_EqualTheForwardPass()
    {
        const string text = "not a dull film";
        var batch = await _model.Forward.RunAsync(
            [_model.Encoder.Encode(text).Ids],
            ForwardOutputs.ForwardStates | ForwardOutputs.BackwardStates | ForwardOutputs.WordStates,
            TestContext.Current.CancellationToken);

        var states = (await _service.PostAsync("/hidden-states", $$"""{"model":"tiny","inputs":"{{text}}","include":["vectors"]}"""))
            .Json.GetProperty("results")[0].GetProperty("states");

        Assert.Equal(batch.Results[0].ForwardStates, Vectors(states, "forward"));
        Assert.Equal(batch.Results[0].BackwardStates, Vectors(states, "backward"));
        Assert.Equal(batch.Results[0].WordStates, Vectors(states, "word"));
    }

    /// <summary>The expected prediction of a prefix is what /classify says of the text cut there.</summary>
    [Fact]
    public async Task HiddenStates_Prefix_IsTheCutTextClassified()
    {
        string text = Texts.First(text => _model.Encoder.Encode(text).Length > 5);

        var answer = (await _service.PostAsync(
            "/hidden-states",
            JsonSerializer.Serialize(new { model = "tiny", inputs = text, expectedPrediction = (string[])["prefix"] }))).Json;

        var result = answer.GetProperty("results")[0];
        foreach (var token in result.GetProperty("tokens").EnumerateArray())
        {
            string cut = text[..token.GetProperty("end").GetInt32()];
            var scores = PackageLaws.Scores((await _service.PostAsync(
                "/classify", JsonSerializer.Serialize(new { model = "tiny", inputs = cut }))).Json.GetProperty("results")[0]);
            var prefix = result.GetProperty("expectedPrediction").GetProperty("prefix")[token.GetProperty("index").GetInt32()];
            Assert.All(_model.Labels.Index(), label => Assert.Equal(scores[label.Item], prefix[label.Index].GetDouble(), 1e-5));
        }
    }

    [Fact]
    public async Task Classify_GoldenTexts_GiveTheScoresOfThePackage()
    {
        string file = Path.Combine(TinyService.ModelsFolder, "tiny", "1", "golden.json");
        var golden = JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        foreach (var entry in golden.EnumerateArray())
        {
            var answer = await _service.PostAsync(
                "/classify", JsonSerializer.Serialize(new { model = "tiny", inputs = entry.GetProperty("text").GetString() }));
            var scores = PackageLaws.Scores(answer.Json.GetProperty("results")[0]);
            Assert.Equal(
                entry.GetProperty("scores").EnumerateArray().Select(score => score.GetDouble()),
                _model.Labels.Select(label => scores[label]),
                (x, y) => Math.Abs(x - y) < 1e-4);
        }
    }

    private static float[] Vectors(JsonElement states, string name) =>

        [
            .. states.GetProperty(name).GetProperty("vectors").GetProperty("data").GetBytesFromBase64().Chunk(4).Select(
                bytes => BitConverter.ToSingle(bytes)),
        ];

    /// <summary>Texts of mixed lengths, known and unknown words, some past the token limit.</summary>
    private static string[] Made(int count)
    {
        string[] words =
        [
            "good", "bad", "a", "film", "is", "the", "not", "very", "plot", "don't", "Zürich", "😀", "!", "slow", "(fine)", "dull-witted",
        ];
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', random.GetItems(words, random.Next(1, 20))))];
    }
}
