using System.Net;
using TextClassify.Infrastructure;

namespace TextClassify.Models;

public sealed class ModelsTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Models_List_NamesDefaultAndEveryVersion()
    {
        var json = (await service.GetAsync("/models")).Json;

        Assert.Equal("polarity", json.GetProperty("default").GetProperty("name").GetString());
        Assert.Equal(
            ["polarity/1", "polarity/2", "weights/1"],
            json.GetProperty("models").EnumerateArray().Select(model => $"{model.GetProperty("name")}/{model.GetProperty("version")}"));
        Assert.Equal(0, json.GetProperty("refused").GetArrayLength());
    }

    [Theory]
    [InlineData("/models/polarity", "2")]
    [InlineData("/models/polarity/1", "1")]
    public async Task Models_One_TellsLabelsLimitsAndHashes(string path, string version)
    {
        var json = (await service.GetAsync(path)).Json;

        Assert.Equal(version, json.GetProperty("version").GetString());
        Assert.Equal(new string('b', 64), json.GetProperty("sha256").GetString());
        Assert.Equal(PolarityModel.Labels, json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(
            $$"""{"maxTokens":{{PolarityModel.MaxTokens}},"maxTextLength":{{Service.MaxTextLength}},"maxInputs":{{Service.MaxInputs}},"maxWorkTokens":33554432,"maxAnswerBytes":201326592}""",
            json.GetProperty("limits").GetRawText());
        Assert.Equal("Cpu", json.GetProperty("executionProvider").GetProperty("effective").GetString());
        Assert.Equal(1, json.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal(new string('a', 64), json.GetProperty("files").GetProperty("forward.onnx").GetString());
    }

    [Fact]
    public async Task Models_WithoutACapability_ListFewerExplainers()
    {
        var json = (await service.GetAsync("/models/weights")).Json;

        Assert.Equal(
            ["word_weights", "occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors"],
            json.GetProperty("explainers").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("/models/nothing")]
    [InlineData("/models/polarity/9")]
    public async Task Models_Unknown_Is404(string path) =>
        Assert.Equal(
            (404, "unknown-model"), ((await service.GetAsync(path)).Problem() is var problem) ? (problem.Status, problem.Type) : default);

    [Fact]
    public async Task Index_Root_SaysWhatIsHere()
    {
        var answer = await service.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(answer.Json.GetProperty("openApi").GetString()!)).Status);
        Assert.Equal(
            HttpStatusCode.OK, (await service.GetAsync(answer.Json.GetProperty("documentation").GetString()! + "/index.html")).Status);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/startup")]
    [InlineData("/health/ready")]
    public async Task Health_ServiceWithModels_IsOk(string path) => Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(path)).Status);

    [Fact]
    public async Task Health_NoModel_IsAliveButNotReady()
    {
        await using var empty = new Service(new ServiceFactory(new FixedRegistry(null)));

        Assert.Equal(HttpStatusCode.OK, (await empty.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await empty.GetAsync("/health/ready")).Status);
        var refused = await empty.PostAsync("/classify", """{"inputs":"fine"}""");
        Assert.Equal((503, "not-ready"), (refused.Problem().Status, refused.Problem().Type));
        Assert.NotNull(refused.Headers.RetryAfter);
    }
}
