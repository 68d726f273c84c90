using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;
using TextClassify.Api.Rollout;
using TextClassify.Inference.Registry;
using TextClassify.Infrastructure;
using KeyedService = TextClassify.Security.KeyedService;

namespace TextClassify.Rollout;

/// <summary>The log says who did what to a model, and never with which key.</summary>
public sealed class ModelAuditTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly VersionedModels _models = new("1", "3");

    public void Dispose() => _models.Dispose();

    [Theory]
    [InlineData("POST", "/models/tiny/1/activate", null, "activate", "'1'", "done")]
    [InlineData("POST", "/models/tiny/1/load", null, "load", "'1'", "done")]
    [InlineData("POST", "/models/tiny/9/load", null, "load", "'9'", "unknown")]
    [InlineData("POST", "/models/tiny/3/unload", null, "unload", "'3'", "forbidden")]
    [InlineData("POST", "/models/tiny/1/unload", null, "unload", "'1'", "done")]
    [InlineData("POST", "/models/tiny/rollback", null, "roll back", "", "forbidden")]
    [InlineData("PUT", "/models/tiny/traffic", """{"canary":{"version":"1","weight":0.5}}""", "set the traffic of", "'1'", "done")]
    [InlineData(
        "POST",
        "/models/tiny/4/load",
        """{"url":"https://packages.example/a","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        "fetch",
        "'4'",
        "download-refused")]
    public async Task Operation_ByAKey_IsOneLineWithWhoWhatAndOutcome(
        string method, string path, string? body, string operation, string version, string outcome)
    {
        await using var service = new Service(new ServiceFactory(
            null, [("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00"), .. KeyedService.Settings()]));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Authorization", $"Bearer {KeyedService.Of("operate")}");
        request.Content = body is null ? null : Service.Body(System.Text.Encoding.UTF8.GetBytes(body), "application/json");

        var answer = await service.SendAsync(request);

        var entry = Assert.Single(service.Log.Events, entry => entry.Line.Contains(" asked to {Operation}", StringComparison.Ordinal));
        var properties = JsonElement.Parse(entry.Line).GetProperty("Properties");
        Assert.Equal(
            ("operate", operation, "'tiny'", version, outcome, answer.Headers.GetValues("X-Request-Id").Single()),
            (Of("Caller"), Of("Operation"), Of("Model"), Of("Version"), Of("Outcome"), Of("RequestId")));
        var told = Assert.Single(service.Log.Events, entry => entry.Line.Contains(", caller {Caller}", StringComparison.Ordinal));
        Assert.Equal("operate", JsonElement.Parse(told.Line).GetProperty("Properties").GetProperty("Caller").GetString());
        Assert.DoesNotContain(service.Log.Events, entry => entry.Line.Contains(KeyedService.Of("operate"), StringComparison.Ordinal));

        string Of(string property) => properties.GetProperty(property).GetString()!;
    }

    [Fact]
    public async Task Unload_CallerHangsUpBeforeItsMemoryIsBack_IsOneLineWithDone()
    {
        await using var service = new Service(
            new ServiceFactory(null, [("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00")]));
        var registry = service.Services.GetRequiredService<IModelRegistry>();
        using var lease = registry.Current.Package("tiny", "1")!.TryLease();
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/models/tiny/1/unload");

        var sending = service.Http.SendAsync(request, hangUp.Token);
        for (int i = 0; registry.Current.Package("tiny", "1") is not null; i++)
        {
            Assert.True(i < 1_000, "It is not unloaded.");
            await Task.Delay(10, Cancel);
        }

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await AssertLineAsync(service, "unload", "done");
    }

    [Theory]
    [InlineData(true, "cancelled")]
    [InlineData(false, "failed")]
    public async Task Asked_WorkThatDoesNotEndInAnAnswer_IsOneLineThatSaysSo(bool cancelled, string outcome)
    {
        await using var service = new Service(
            new ServiceFactory(null, [("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00")]));
        var audit = service.Services.GetRequiredService<ModelAudit>();
        var work = cancelled
            ? Task.FromCanceled<ModelChange>(new CancellationToken(canceled: true))
            : Task.FromException<ModelChange>(new IOException());

        await Assert.ThrowsAnyAsync<Exception>(() => audit.AskedAsync(new DefaultHttpContext(), ModelAudit.Load, "tiny", "1", work));

        await AssertLineAsync(service, "load", outcome);
    }

    private static async Task AssertLineAsync(Service service, string operation, string outcome)
    {
        for (int i = 0; !Lines().Any() && i < 1_000; i++)
        {
            await Task.Delay(10, Cancel);
        }

        var properties = JsonElement.Parse(Assert.Single(Lines()).Line).GetProperty("Properties");
        Assert.Equal(
            (operation, outcome), (properties.GetProperty("Operation").GetString(), properties.GetProperty("Outcome").GetString()));

        IEnumerable<(LogEventLevel Level, string Line)> Lines() =>
            service.Log.Events.Where(entry => entry.Line.Contains(" asked to {Operation}", StringComparison.Ordinal));
    }
}
