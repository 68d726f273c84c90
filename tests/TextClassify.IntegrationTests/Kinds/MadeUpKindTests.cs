using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Health;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Kinds;

/// <summary>A kind that only this project knows is served by every verb, watched and operated like those the service brings.</summary>
public sealed class MadeUpKindTests : IAsyncDisposable
{
    private readonly TallyPackages _packages = new("1");
    private readonly Service _service;

    public MadeUpKindTests() => _service = Start(services => services.AddModelKind<TallyKind>());

    [Theory]
    [InlineData("/models/tally")]
    [InlineData("/models/tally/1")]
    public async Task Model_Get_IsDescribed(string path)
    {
        var model = (await _service.GetAsync(path)).Json;

        Assert.Equal(("tally", "tally", "active"), (Text(model, "name"), Text(model, "architecture"), Text(model, "state")));
        Assert.Equal(["gloomy", "bright"], Texts(model, "labels"));
        Assert.Equal("""{"forward":3,"word":2,"aspects":2}""", model.GetProperty("widths").GetRawText());
        Assert.Equal(32, model.GetProperty("limits").GetProperty("maxTokens").GetInt32());
        Assert.Contains("leave_one_out", Texts(model, "explainers"));
        Assert.DoesNotContain("integrated_gradients", Texts(model, "explainers"));
    }

    /// <summary>What the page asks for before anything is typed.</summary>
    [Theory]
    [InlineData("/models")]
    [InlineData("/explainers")]
    [InlineData("/maps")]
    public async Task PageData_Get_IsThereWithTheModelInIt(string path)
    {
        var answer = await _service.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        if (path == "/models")
        {
            Assert.Equal(["tally", "tiny"], answer.Json.GetProperty("models").EnumerateArray().Select(model => Text(model, "name")));
            Assert.Equal("tally", Text(answer.Json.GetProperty("default"), "name"));
            Assert.Empty(answer.Json.GetProperty("refused").EnumerateArray());
        }
    }

    [Fact]
    public async Task Classify_Text_HasTheTalliesScore()
    {
        var result = (await _service.PostAsync(
            "/classify", """{"model":"tally","inputs":"a good film","evidence":true}""")).Json.GetProperty("results")[0];

        Assert.Equal("bright", Text(result, "label"));
        Assert.Equal(1 / (1 + Math.Exp(-2.5)), result.GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal([0, 1.5, 0.25], Scores(result.GetProperty("evidence")));
    }

    [Fact]
    public async Task Classify_Lines_AreAnsweredInOrder()
    {
        var answer = await _service.PostAsync("/classify?model=tally/1", "\"good\"\n\"dull\"\n", "application/x-ndjson");

        Assert.Equal(["bright", "gloomy"], answer.Lines[1..3].Select(line => Text(line, "label")));
    }

    [Theory]
    [InlineData("evidence", new[] { 0, 1.5, 0.25 })]
    [InlineData("leave_one_out", new[] { 0, 1.5, 0.25 })]
    [InlineData("shapley_sampling", new[] { 0, 1.5, 0.25 })]
    [InlineData("partition_shap", new[] { 0, 1.5, 0.25 })]
    public async Task Explain_AdditiveModel_GivesItsWeights(string method, double[] expected)
    {
        var answer = await _service.PostAsync("/explain", $$"""{"model":"tally","inputs":"a good film","method":"{{method}}"}""");

        Assert.Equal(expected, Scores(answer.Json.GetProperty("results")[0]), Near);
    }

    [Theory]
    [InlineData("lime")]
    [InlineData("word_weights")]
    [InlineData("anchors")]
    public async Task Explain_AnyMethodItLists_Answers(string method)
    {
        var answer = await _service.PostAsync("/explain", $$"""{"model":"tally","inputs":"good good film","method":"{{method}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("bright", Text(answer.Json.GetProperty("results")[0].GetProperty("prediction"), "label"));
    }

    [Fact]
    public async Task HiddenStates_Text_HaveItsWidths()
    {
        var answer = await _service.PostAsync(
            "/hidden-states",
            """
            {"model":"tally","inputs":"good film","include":["vectors","entropy"],"expectedPrediction":["local","cumulative","prefix"]}
            """);

        var result = answer.Json.GetProperty("results")[0];
        var vectors = result.GetProperty("states").GetProperty("forward").GetProperty("vectors");
        Assert.Equal("[2,3]", vectors.GetProperty("shape").GetRawText());
        Assert.Equal(2, result.GetProperty("entropy").GetArrayLength());
        Assert.Equal(2, result.GetProperty("expectedPrediction").GetProperty("prefix").GetArrayLength());
    }

    [Fact]
    public async Task Score_ModelThatReadsWords_IsTheWrongTask()
    {
        var problem = (await _service.PostAsync("/score", """{"model":"tally","inputs":"good"}""")).Problem();

        Assert.Equal(
            ("wrong-task", "'tally' is a classifier; /classify, /hidden-states and /explain take it."), (problem.Type, problem.Detail));
    }

    [Fact]
    public async Task Ready_GoldenTextAnsweredWrongly_IsUnavailableUntilItIsRightAgain()
    {
        var model = _service.Services.GetRequiredService<IModelRegistry>().Current.Find<TallyModel>("tally", null)!;
        var prober = _service.Services.GetRequiredService<GoldenProber>();
        Assert.Equal(200, (int)(await _service.GetAsync("/health/ready")).Status);

        model.IsForgetful = true;
        await prober.RunOnceAsync(TestContext.Current.CancellationToken);
        var wrong = await _service.GetAsync("/health/ready");
        model.IsForgetful = false;
        await prober.RunOnceAsync(TestContext.Current.CancellationToken);
        var right = await _service.GetAsync("/health/ready");

        Assert.Equal((503, "tally/1 does not answer its golden text as it should."), ((int)wrong.Status, Text(wrong.Json, "detail")));
        Assert.Equal(200, (int)right.Status);
        Assert.Equal(["tally/1", "tiny/1"], Texts(right.Json, "models"));
    }

    [Fact]
    public async Task Metrics_RequestsOfIt_AreCounted()
    {
        await _service.PostAsync("/classify", """{"model":"tally","inputs":["good","dull"]}""");

        var scrape = await Scrape.OfAsync(_service);

        Assert.Equal(1, scrape["textclassify_model_requests_total{model=\"tally\",version=\"1\"}"]);
        Assert.Equal(2, scrape["textclassify_model_items_total{model=\"tally\",outcome=\"answered\",version=\"1\"}"]);
        Assert.Equal(1, scrape["textclassify_model_golden_right{model=\"tally\",version=\"1\"}"]);
        Assert.Equal(1, scrape.Sum("textclassify_model_info", "model=\"tally\""));
    }

    [Fact]
    public async Task OpenInference_InferAndMetadata_AnswerForIt()
    {
        var metadata = await _service.GetAsync("/v2/models/tally");
        var ready = await _service.GetAsync("/v2/models/tally/ready");
        var answer = await _service.PostAsync(
            "/v2/models/tally/infer", """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["dull film"]}]}""");

        Assert.Equal(["1"], Texts(metadata.Json, "versions"));
        Assert.True(ready.Json.GetProperty("ready").GetBoolean());
        Assert.Equal("""["gloomy"]""", answer.Json.GetProperty("outputs")[0].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Operations_NewVersion_IsLoadedSharesTrafficIsActivatedAndUnloaded()
    {
        _packages.Add("2");

        Assert.Equal(["1 active", "2 ready"], States(await _service.PostAsync("/models/tally/2/load", "")));
        Assert.Equal(
            ["1 active", "2 canary"], States(await PutAsync("/models/tally/traffic", """{"canary":{"version":"2","weight":0.5}}""")));
        Assert.Equal(["1 active", "2 shadow"], States(await PutAsync("/models/tally/traffic", """{"shadow":{"version":"2"}}""")));
        Assert.Equal(["1 ready", "2 active"], States(await _service.PostAsync("/models/tally/2/activate", "")));
        var answer = await _service.PostAsync("/classify", """{"model":"tally","inputs":"good"}""");
        Assert.Equal("2", Text(answer.Json.GetProperty("model"), "version"));
        Assert.Equal(["1 stored", "2 active"], States(await _service.PostAsync("/models/tally/1/unload", "")));
    }

    [Fact]
    public async Task Load_VersionThatDoesNotReproduce_IsRefused()
    {
        _packages.Add("2", golden: "gloomy");

        var problem = (await _service.PostAsync("/models/tally/2/load", "")).Problem();

        Assert.Equal("model.json does not reproduce: it calls 'good film' bright where gloomy is expected.", problem.Detail);
    }

    [Fact]
    public async Task Load_NobodyRegisteredIt_IsRefusedWithTheKindsThereAre()
    {
        await using var service = Start(_ => { });

        var refused = Assert.Single((await service.GetAsync("/models")).Json.GetProperty("refused").EnumerateArray());

        Assert.Equal(
            "model.json has the architecture 'tally'; this build runs 'crnn', 'onnx', 'mzu_aspect', 'mzu_lm', 'communicating_nodes' "
                + "and 'translator'.",
            Text(refused, "reason"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _packages.Dispose();
    }

    private Service Start(Action<IServiceCollection> services) => new(
        new ServiceFactory(null, ("Models:Directory", _packages.Folder), ("Models:WatchInterval", "00:00:00")) { Add = services });

    private async Task<Answer> PutAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new StringContent(json, mediaType: new("application/json")),
        };
        return await _service.SendAsync(request);
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-5;

    private static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();

    private static IEnumerable<string?> Texts(JsonElement json, string property) =>
        json.GetProperty(property).EnumerateArray().Select(item => item.GetString());

    private static IEnumerable<double> Scores(JsonElement result) =>
        result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("score").GetDouble());

    private static IEnumerable<string> States(Answer answer) =>
        answer.Json.GetProperty("versions").EnumerateArray().Select(version => $"{Text(version, "version")} {Text(version, "state")}");
}
