using System.Text.Json;
using TextClassify.Cases;
using TextClassify.Inference.Nodes;
using TextClassify.Infrastructure;
using TextClassify.Nodes;

namespace TextClassify.SourceNodes;

/// <summary>A broker, nodes of the small model at it, the service that asks them, and the same service without nodes.</summary>
internal sealed class TinySourceNodes : IAsyncDisposable
{
    public const string Model = SourcesService.Model;

    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _running = [];
    private readonly List<NatsNode> _nodes = [];
    private readonly NodePackage _package;

    private TinySourceNodes(Broker broker, NodePackage package, params (string Key, string Value)[] settings)
    {
        (Broker, _package) = (broker, package);
        Service = new Service(new ServiceFactory(
            null,
            [
                ("Models:Directory", ModelsFolder), ("Nodes:Url", broker.Url), ("Nodes:Models", Model), ("Nodes:Timeout", "00:00:10"),
                .. settings,
            ]));
        Plain = new Service(new ServiceFactory(null, ("Models:Directory", ModelsFolder)));
    }

    public static string ModelsFolder { get; } = Path.Combine(Repository.Folder, "tests", "fixtures", "sources-models");

    public Broker Broker { get; }

    public Service Service { get; }

    public Service Plain { get; }

    public static async Task<TinySourceNodes> StartAsync(params (string Key, string Value)[] settings)
    {
        var broker = await Broker.StartAsync();
        var package = await NodePackage.OpenAsync(ModelsFolder, Model, null, TimeProvider.System, TestContext.Current.CancellationToken);
        return new TinySourceNodes(broker, package, settings);
    }

    /// <summary>Nodes of this process for sources by their roles.</summary>
    public async Task AddAsync(int[] roles, NodeTexts? texts = null, bool tellsTokens = true)
    {
        foreach (int role in roles)
        {
            var server = new NodeServer(_package.Model, role, texts ?? NodeTexts.None, (ulong)(_nodes.Count + 1), TimeProvider.System);
            var node = new NatsNode(server, new NatsSettings { Url = Broker.Url }, tellsTokens);
            var ready = new TaskCompletionSource();
            _nodes.Add(node);
            _running.Add(node.RunAsync(ready.SetResult, _end.Token));
            await ready.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the service has found the broker, and the nodes of all sources answer.</summary>
    public async Task ConnectedAsync(int nodes = 3)
    {
        object input = SourcesService.Case(("subject", "good"), ("own", "bad"), ("quoted", "pizza"));
        while (true)
        {
            var answer = await AskAsync(Service, input);
            if (answer.Json.GetProperty("results")[0].GetProperty("communication").TryGetProperty("nodes", out _)
                && answer.Json.GetProperty("results")[0].GetProperty("sources").EnumerateArray().Count(
                    source => source.GetProperty("status").GetString() == "ok") == nodes)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static Task<Answer> AskAsync(Service service, object inputs, params (string Name, object Value)[] rest)
    {
        var body = rest.ToDictionary(part => part.Name, part => part.Value);
        body["model"] = Model;
        body["inputs"] = inputs;
        return service.PostAsync("/classify", JsonSerializer.Serialize(body));
    }

    public async Task<JsonElement> OneAsync(object input, params (string Name, object Value)[] rest) =>
        (await AskAsync(Service, input, rest)).Json.GetProperty("results")[0];

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Plain.DisposeAsync();
        await _end.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _package.Dispose();
        await Broker.DisposeAsync();
        _end.Dispose();
    }
}
