using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>Load, activate, roll back and unload over HTTP, and what they answer where the state forbids it.</summary>
public sealed class OperationTests : IAsyncDisposable
{
    private const string Good = """{"inputs":"good"}""";

    private readonly VersionedModels _models = new("1", "2");
    private readonly Service _service;

    public OperationTests() =>
        _service = new Service(new ServiceFactory(null, ("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00")));

    [Fact]
    public async Task Activate_AndRollBack_AnswersFromTheVersionAndStaysReady()
    {
        Assert.Equal("2", await AnsweringAsync());

        var activated = await _service.PostAsync("/models/tiny/1/activate", "");
        Assert.Equal(200, (int)activated.Status);
        Assert.Equal(("1", "2"), (activated.Json.GetProperty("active").GetString(), activated.Json.GetProperty("previous").GetString()));
        Assert.Equal(["1 active", "2 ready"], States(activated.Json));
        Assert.Equal("1", await AnsweringAsync());
        Assert.Equal(200, (int)(await _service.GetAsync("/health/ready")).Status);
        Assert.Equal("1", (await _service.GetAsync("/models/tiny")).Json.GetProperty("version").GetString());
        Assert.Equal("ready", (await _service.GetAsync("/models/tiny/2")).Json.GetProperty("state").GetString());

        Assert.Equal("2", (await _service.PostAsync("/models/tiny/rollback", "")).Json.GetProperty("active").GetString());
        Assert.Equal("2", await AnsweringAsync());
        Assert.Equal(200, (int)(await _service.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task RollBack_VersionUnloaded_LoadsItAgain()
    {
        await _service.PostAsync("/models/tiny/1/activate", "");
        Assert.Equal(["1 active", "2 stored"], States((await _service.PostAsync("/models/tiny/2/unload", "")).Json));

        var rolledBack = await _service.PostAsync("/models/tiny/rollback", "");

        Assert.Equal(["1 ready", "2 active"], States(rolledBack.Json));
        Assert.Equal("2", await AnsweringAsync());
    }

    [Fact]
    public async Task Load_NewVersion_IsReadyAndAnswersWhenNamed()
    {
        _models.Add("3");
        Assert.Equal(["1 ready", "2 active", "3 stored"], States((await _service.GetAsync("/models/tiny/traffic")).Json));

        var loaded = await _service.PostAsync("/models/tiny/3/load", "");

        Assert.Equal(["1 ready", "2 active", "3 ready"], States(loaded.Json));
        Assert.Equal("2", await AnsweringAsync());
        Assert.Equal(
            "3",
            (await _service.PostAsync(
                "/classify", """{"model":"tiny/3","inputs":"good"}""")).Json.GetProperty("model").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Load_PackageThatIsWrong_Is422WithItsOneSentenceAndServesOn()
    {
        _models.Add("3");
        await File.AppendAllTextAsync(Path.Combine(_models.Folder, "tiny", "3", "golden.json"), " ", TestContext.Current.CancellationToken);

        var refused = (await _service.PostAsync("/models/tiny/3/load", "")).Problem();

        Assert.Equal((422, "package-refused"), (refused.Status, refused.Type));
        Assert.StartsWith("golden.json has SHA-256", refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_models.Folder, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("2", await AnsweringAsync());
        Assert.Equal(["1 ready", "2 active", "3 refused"], States((await _service.GetAsync("/models/tiny/traffic")).Json));
    }

    [Theory]
    [InlineData("/models/tiny/9/load", 404, "unknown-model")]
    [InlineData("/models/tiny/9/activate", 404, "unknown-model")]
    [InlineData("/models/tiny/9/unload", 404, "unknown-model")]
    [InlineData("/models/none/1/activate", 404, "unknown-model")]
    [InlineData("/models/none/rollback", 404, "unknown-model")]
    [InlineData("/models/tiny/%2e%2e%2f1/load", 404, "unknown-model")]
    [InlineData("/models/tiny/2/unload", 409, "model-state")]
    [InlineData("/models/tiny/rollback", 409, "model-state")]
    [InlineData("/models/tiny/1/activate?otherLabels=perhaps", 400, "out-of-range")]
    public async Task Post_WhatCannotBe_SaysSo(string path, int status, string type)
    {
        var problem = (await _service.PostAsync(path, "")).Problem();

        Assert.Equal((status, type), (problem.Status, problem.Type));
    }

    [Fact]
    public async Task Activate_NotLoaded_Is409()
    {
        await _service.PostAsync("/models/tiny/1/unload", "");

        var problem = (await _service.PostAsync("/models/tiny/1/activate", "")).Problem();

        Assert.Equal((409, "model-state", "tiny/1 is not loaded; load it first."), (problem.Status, problem.Type, problem.Detail));
        Assert.Equal(404, (int)(await _service.PostAsync("/classify", """{"model":"tiny/1","inputs":"good"}""")).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _models.Dispose();
    }

    private static string[] States(JsonElement traffic) =>

        [
            .. traffic.GetProperty("versions").EnumerateArray().Select(
                one => $"{one.GetProperty("version").GetString()} {one.GetProperty("state").GetString()}"),
        ];

    private async Task<string?> AnsweringAsync() =>
        (await _service.PostAsync("/classify", Good)).Json.GetProperty("model").GetProperty("version").GetString();
}
