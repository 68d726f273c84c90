using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.OpenInference;

/// <summary>The cases of the specification (open-inference-protocol, inference_rest.md), section by section.</summary>
public sealed class OpenInferenceTests(Service service) : IClassFixture<Service>
{
    private const string Infer = "/v2/models/polarity/infer";

    [Fact]
    public async Task ServerMetadata_Get_HasNameVersionAndExtensions()
    {
        var json = (await service.GetAsync("/v2")).Json;

        Assert.Equal(["name", "version", "extensions"], Names(json));
        Assert.Equal("TextClassify", json.GetProperty("name").GetString());
        Assert.Equal(
            ["binary_tensor_data", "classification", "evidence"],
            json.GetProperty("extensions").EnumerateArray().Select(extension => extension.GetString()));
    }

    [Theory]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"live":true,"ready":true}""")]
    [InlineData("/v2/models/polarity/ready", """{"name":"polarity","ready":true}""")]
    [InlineData("/v2/models/polarity/versions/1/ready", """{"name":"polarity","ready":true}""")]
    public async Task Health_WhileServing_IsTrue(string path, string body)
    {
        var answer = await service.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, body), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("/v2/models/polarity")]
    [InlineData("/v2/models/polarity/versions/1")]
    public async Task ModelMetadata_Get_DescribesTheTensors(string path)
    {
        var answer = await service.GetAsync(path);

        Assert.Equal(
            """
            {"name":"polarity","versions":["1","2"],"platform":"onnx_onnxv1","inputs":[{"name":"text","datatype":"BYTES","shape":[-1]}],
            "outputs":[{"name":"label","datatype":"BYTES","shape":[-1]},{"name":"score","datatype":"FP32","shape":[-1]},
            {"name":"scores","datatype":"FP32","shape":[-1,2]},{"name":"labels","datatype":"BYTES","shape":[2]},{"name":"evidence","datatype":"BYTES","shape":[-1]}]}
            """.ReplaceLineEndings(""),
            answer.Text);
    }

    [Fact]
    public async Task Infer_WithoutOutputs_GivesTheDefaultOnesAndTheId()
    {
        var json = (await service.PostAsync(Infer, Request("[2]", "\"a fine film\",\"dull\"", "\"id\":\"42\""))).Json;

        Assert.Equal(["model_name", "model_version", "id", "outputs"], Names(json));
        Assert.Equal(("polarity", "2", "42"), (Text(json, "model_name"), Text(json, "model_version"), Text(json, "id")));
        JsonElement[] outputs = [.. json.GetProperty("outputs").EnumerateArray()];
        Assert.Equal(["label", "score", "scores", "labels"], outputs.Select(output => Text(output, "name")));
        Assert.Equal(["[2]", "[2]", "[2,2]", "[2]"], outputs.Select(output => output.GetProperty("shape").GetRawText()));
        Assert.Equal(["BYTES", "FP32", "FP32", "BYTES"], outputs.Select(output => Text(output, "datatype")));
        Assert.Equal("""["positive","negative"]""", outputs[0].GetProperty("data").GetRawText());
        Assert.Equal("""["negative","positive"]""", outputs[3].GetProperty("data").GetRawText());
    }

    /// <summary>Row by row in the order of the labels, and the same numbers as /classify's.</summary>
    [Fact]
    public async Task Infer_Scores_AreThoseOfClassify()
    {
        var outputs = (await service.PostAsync(Infer, Request("[2,1]", "[\"a fine film\"],[\"dull\"]"))).Json.GetProperty("outputs");
        var classified = (await service.PostAsync("/classify", """{"inputs":["a fine film","dull"]}""")).Json.GetProperty("results");

        string[] labels = [.. outputs[3].GetProperty("data").EnumerateArray().Select(label => label.GetString()!)];
        double[] scores = [.. outputs[2].GetProperty("data").EnumerateArray().Select(score => score.GetDouble())];
        for (int text = 0; text < 2; text++)
        {
            foreach (var score in classified[text].GetProperty("scores").EnumerateArray())
            {
                Assert.Equal(score.GetProperty("score").GetDouble(), scores[(text * 2) + Array.IndexOf(labels, Text(score, "label"))]);
            }
        }
    }

    [Fact]
    public async Task Infer_OutputsNamed_GivesThoseInTheirOrder()
    {
        var json = (await service.PostAsync(
            Infer,
            Request("[1]", "\"fine\"", """ "outputs":[{"name":"score","parameters":{"binary_data":false}},{"name":"label"}] """))).Json;

        Assert.Equal(["score", "label"], json.GetProperty("outputs").EnumerateArray().Select(output => Text(output, "name")));
        Assert.False(json.TryGetProperty("id", out _));
    }

    /// <summary>"If not specified all outputs" (inference_rest.md), and Triton takes an empty list for none specified.</summary>
    [Fact]
    public async Task Infer_OutputsEmpty_GivesWhatNoListGives() => Assert.Equal(
        (await service.PostAsync(Infer, Request("[1]", "\"fine\""))).Text,
        (await service.PostAsync(Infer, Request("[1]", "\"fine\"", "\"outputs\":[]"))).Text);

    /// <summary>Triton, classification extension: the likeliest first, SCORE:INDEX:LABEL, as many as there are at most; 0 is the tensor
    /// itself.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 2)]
    public async Task Infer_Classification_GivesTheLikeliestLabels(int asked, int given)
    {
        string more =
            $$$""" "outputs":[{"name":"scores","parameters":{"classification":{{{asked}}}}},{"name":"scores","parameters":{"classification":0}},{"name":"labels"}] """;

        var outputs = (await service.PostAsync(Infer, Request("[2]", "\"a fine film\",\"dull\"", more))).Json.GetProperty("outputs");

        Assert.Equal(("BYTES", $"[2,{given}]"), (Text(outputs[0], "datatype"), outputs[0].GetProperty("shape").GetRawText()));
        Assert.Equal(("FP32", "[2,2]"), (Text(outputs[1], "datatype"), outputs[1].GetProperty("shape").GetRawText()));
        string[] labels = [.. outputs[2].GetProperty("data").EnumerateArray().Select(label => label.GetString()!)];
        double[] scores = [.. outputs[1].GetProperty("data").EnumerateArray().Select(score => score.GetDouble())];
        string[] expected = [.. Enumerable.Range(0, 2).SelectMany(text => Enumerable.Range(0, 2)
            .OrderByDescending(label => scores[(text * 2) + label]).Take(given)
            .Select(label => FormattableString.Invariant($"{(float)scores[(text * 2) + label]}:{label}:{labels[label]}")))];
        Assert.Equal(expected, outputs[0].GetProperty("data").EnumerateArray().Select(value => value.GetString()));
    }

    [Theory]
    [InlineData(""" "outputs":[{"name":"evidence"}] """)]
    [InlineData(""" "parameters":{"evidence":true,"priority":3} """)]
    public async Task Infer_EvidenceAsked_IsThatOfClassify(string more)
    {
        var json = (await service.PostAsync(Infer, Request("[1]", "\"a fine film\"", more))).Json;
        var evidence = (await service.PostAsync(
            "/classify", """{"inputs":"a fine film","evidence":true}""")).Json.GetProperty("results")[0].GetProperty("evidence");

        var output = json.GetProperty("outputs").EnumerateArray().Last();
        Assert.Equal("evidence", Text(output, "name"));
        Assert.Equal(evidence.GetRawText(), output.GetProperty("data")[0].GetString());
    }

    [Theory]
    [InlineData("/v2/models/polarity/versions/1/infer", "1")]
    [InlineData("/v2/models/polarity/infer", "2")]
    public async Task Infer_Version_IsTheOneAsked(string path, string version) =>
        Assert.Equal(version, Text((await service.PostAsync(path, Request("[1]", "\"fine\""))).Json, "model_version"));

    public static TheoryData<string, int, string> Bad => new()
    {
        { "{", 400, "breaks off" },
        { "{}", 400, "inputs" },
        { """{"inputs":[]}""", 400, "inputs" },
        { """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES"}]}""", 400, "data" },
        { """{"inputs":[{"name":"input0","shape":[1],"datatype":"BYTES","data":["x"]}]}""", 400, "inputs[0].name" },
        { """{"inputs":[{"name":"text","shape":[2,2],"datatype":"UINT32","data":[1,2,3,4]}]}""", 400, "inputs[0].data" },
        { """{"inputs":[{"name":"text","shape":[1],"datatype":"FP32","data":["x"]}]}""", 400, "inputs[0].datatype" },
        { """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["fine"]}]}""", 400, "inputs[0].shape" },
        { """{"inputs":[{"name":"text","shape":[1,2],"datatype":"BYTES","data":["fine"]}]}""", 400, "inputs[0].shape" },
        { """{"inputs":[{"name":"text","shape":[1.5],"datatype":"BYTES","data":["fine"]}]}""", 400, "inputs[0].shape[0]" },
        { """{"inputs":[{"name":"text","shape":[0],"datatype":"BYTES","data":[]}]}""", 400, "inputs[0].data" },
        { """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":[[["x"]]]}]}""", 400, "inputs[0].data" },
        { """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["\ud800"]}]}""", 400, "inputs[0].data[0]" },
        { """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["fine"," "]}]}""", 400, "inputs[1]" },
        {
            """{"inputs":[{"name":"text","shape":[9],"datatype":"BYTES","data":["a","a","a","a","a","a","a","a","a"]}]}""",
            413,
            "at most 8"
        },
        { Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"logits\"}]"), 400, "outputs[0]" },
        {
            Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"label\",\"parameters\":{\"classification\":1}}]"),
            400,
            "outputs[0].parameters.classification"
        },
        {
            Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"scores\",\"parameters\":{\"classification\":-1}}]"),
            400,
            "outputs[0].parameters.classification"
        },
        {
            Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"scores\",\"parameters\":{\"classification\":\"2\"}}]"),
            400,
            "outputs[0].parameters.classification"
        },
        {
            Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":1}}]"),
            400,
            "outputs[0].parameters.binary_data"
        },
        { Request("[1]", "\"fine\"", "\"parameters\":{\"x\":[]}"), 400, "parameters" },
        { Request("[1]", "\"fine\"", "\"parameters\":{\"timeout\":-1}"), 400, "parameters.timeout" },
        { Request("[1]", "\"fine\"", "\"parameters\":{\"timeout\":\"1s\"}"), 400, "parameters.timeout" },
        { Request("[1]", "\"fine\"", "\"instances\":[]"), 400, "'instances'" },
        { Request("[1]", "\"fine\"", "\"id\":7"), 400, "id" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Infer_BadRequest_IsAnErrorObject(string body, int status, string part) =>
        AssertError(await service.PostAsync(Infer, body), status, part);

    [Theory]
    [InlineData("GET", "/v2/models/none", 404)]
    [InlineData("GET", "/v2/models/polarity/versions/7", 404)]
    [InlineData("GET", "/v2/models/none/ready", 404)]
    [InlineData("POST", "/v2/models/none/infer", 404)]
    [InlineData("GET", "/v2/models/polarity/infer", 405)]
    [InlineData("POST", "/v2/repository/index", 404)]
    public async Task AnyRoute_NotThere_IsAnErrorObject(string method, string path, int status) => AssertError(
        method == "GET" ? await service.GetAsync(path) : await service.PostAsync(path, Request("[1]", "\"fine\"")), status, "");

    [Fact]
    public async Task Infer_OtherMediaType_Is415() =>
        AssertError(await service.PostAsync(Infer, "x", "application/octet-stream"), 415, "Content-Type");

    [Fact]
    public async Task Infer_EvidenceOfAModelWithout_Is400() => AssertError(
        await service.PostAsync("/v2/models/weights/infer", Request("[1]", "\"fine\"", "\"outputs\":[{\"name\":\"evidence\"}]")),
        400,
        "evidence");

    private static void AssertError(Answer answer, int status, string part)
    {
        Assert.Equal((status, "application/json"), ((int)answer.Status, answer.MediaType));
        Assert.Equal(["error"], Names(answer.Json));
        Assert.Contains(part, Text(answer.Json, "error"), StringComparison.Ordinal);
    }

    private static string Request(string shape, string data, string? more = null) =>
        $$"""{"inputs":[{"name":"text","shape":{{shape}},"datatype":"BYTES","data":[{{data}}]}]{{(more is null ? "" : ",")}}{{more}}}""";

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
