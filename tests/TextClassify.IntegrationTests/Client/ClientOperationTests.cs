using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Client;

/// <summary>The client's operations on a service with versions 1 to 3 of one model.</summary>
public sealed class ClientOperationTests : IAsyncDisposable
{
    private const string Name = VersionedModels.Name;

    private readonly VersionedModels _models = new("1", "3");
    private readonly Service _service;
    private readonly (byte[] Content, string Sha256) _archive = VersionedModels.Pack("7");
    private readonly ArchiveServer _archives;

    public ClientOperationTests()
    {
        _archives = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(_archive.Content).AsTask());
        _service = new Service(new ServiceFactory(
            null, ("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00"), ("Models:DownloadHosts", "127.0.0.1:*")));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_ForwardAndBack_EachSaysWhatServes()
    {
        var models = ClientServices.Of(_service).Models;

        Assert.Equal(("3", null), await ActiveAsync(models.GetTrafficAsync(Name, Cancel)));
        _models.Add("5");
        Assert.Equal("ready", StateOf("5", await models.LoadAsync(Name, "5", Cancel)));
        Assert.Equal(("5", "3"), await ActiveAsync(models.ActivateAsync(Name, "5", cancellationToken: Cancel)));
        Assert.Equal(("3", "5"), await ActiveAsync(models.RollBackAsync(Name, Cancel)));

        var traffic = await models.SetTrafficAsync(
            Name, new TrafficRequest { Canary = new CanaryShare("5", 0.25), Shadow = new ShadowVersion("1") }, Cancel);
        Assert.Equal((new CanaryShare("5", 0.25), new ShadowVersion("1")), (traffic.Canary, traffic.Shadow));
        traffic = await models.SetTrafficAsync(Name, new TrafficRequest(), Cancel);
        Assert.Equal((null, null), (traffic.Canary, traffic.Shadow));

        Assert.Equal("stored", StateOf("5", await models.UnloadAsync(Name, "5", Cancel)));
    }

    [Fact]
    public async Task FetchAsync_PackedVersion_IsReady()
    {
        var traffic = await ClientServices.Of(_service).Models.FetchAsync(
            Name, "7", new LoadRequest(_archives.Url + "/tiny-7", _archive.Sha256), Cancel);

        Assert.Equal("ready", StateOf("7", traffic));
    }

    [Fact]
    public async Task ActivateAsync_OtherLabels_OnlyWhenAllowed()
    {
        var models = ClientServices.Of(_service).Models;
        _models.Add("2");
        string manifest = Path.Combine(_models.Folder, Name, "2", "model.json");
        await File.WriteAllTextAsync(
            manifest, (await File.ReadAllTextAsync(manifest, Cancel)).Replace("neutral", "so-so", StringComparison.Ordinal), Cancel);
        await models.LoadAsync(Name, "2", Cancel);

        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => models.ActivateAsync(Name, "2", cancellationToken: Cancel));

        Assert.Equal((409, "urn:textclassify:model-state"), (refused.Problem.Status, refused.Problem.Type));
        Assert.Equal(("2", "3"), await ActiveAsync(models.ActivateAsync(Name, "2", otherLabels: true, Cancel)));
    }

    /// <summary>The answer of the first attempt is lost: what says how things are to be is sent again, and a second roll back would undo
    /// the first.</summary>
    [Theory]
    [InlineData("traffic", 2)]
    [InlineData("set", 2)]
    [InlineData("activate", 2)]
    [InlineData("load", 1)]
    [InlineData("unload", 1)]
    [InlineData("rollback", 1)]
    [InlineData("fetch", 1)]
    public async Task Operations_AnswerIsLost_OnlyWhatIsSafeIsSentAgain(string operation, int requests)
    {
        var (client, handler) = ClientServices.Scripted(
            _service, new TextClassifyClientOptions { RetryDelay = TimeSpan.Zero }, ScriptedHandler.Broken);

        var call = operation switch
        {
            "traffic" => client.Models.GetTrafficAsync(Name, Cancel),
            "set" => client.Models.SetTrafficAsync(Name, new TrafficRequest(), Cancel),
            "activate" => client.Models.ActivateAsync(Name, "1", cancellationToken: Cancel),
            "load" => client.Models.LoadAsync(Name, "1", Cancel),
            "unload" => client.Models.UnloadAsync(Name, "1", Cancel),
            "rollback" => client.Models.RollBackAsync(Name, Cancel),
            _ => client.Models.FetchAsync(Name, "9", new LoadRequest("https://example.com/9.zip", new string('0', 64)), Cancel),
        };
        var failure = await Record.ExceptionAsync(() => call);

        Assert.Equal((requests == 1, requests), (failure is HttpRequestException, handler.Requests));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _archives.DisposeAsync();
        _models.Dispose();
    }

    private static async Task<(string Active, string? Previous)> ActiveAsync(Task<TrafficDescription> call)
    {
        var traffic = await call;
        return (traffic.Active, traffic.Previous);
    }

    private static string StateOf(string version, TrafficDescription traffic) =>
        traffic.Versions.Single(one => one.Version == version).State;
}
