using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TextClassify.Benchmarks.Http;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Nodes;

/// <summary>
/// A broker, a process for each source of a model, the service that asks them, and the service that has all in its process.
/// </summary>
internal sealed class NodeFleet : IDisposable
{
    private static readonly string[] Words =
        ("the waiter was slow and the screen was not very good but it was warm who said so in the mail about a new drive")
        .Split(' ');

    private readonly string _program;
    private readonly string _folder;
    private readonly string _version;
    private readonly int _port = FreePort();
    private readonly List<(string Name, int MaxTokens)> _sources = [];

    private NodeFleet(string solution, string package)
    {
        Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(package)));
        _program = Path.Combine(solution, "artifacts", "bin", "TextClassify.Api", "release", "TextClassify.Api.dll");
        _version = Directory.Exists(package)
            ? Directory.EnumerateDirectories(package).Select(path => Path.GetFileName(path)).Max(StringComparer.Ordinal) ?? ""
            : "";
        string manifest = Path.Combine(package, _version, "model.json");
        if (!File.Exists(manifest))
        {
            throw new DataException($"{package} is no folder of a model's versions.");
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        if (!json.RootElement.TryGetProperty("sources", out var sources))
        {
            throw new DataException($"{Model} {_version} has no sources that nodes could answer for.");
        }

        _sources.AddRange(sources.EnumerateArray().Select(
            source => (source.GetProperty("name").GetString()!, source.GetProperty("maxTokens").GetInt32())));
        _folder = Directory.CreateTempSubdirectory("textclassify-nodes-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, Model), Path.GetFullPath(package));
        Broker = StartBroker();
    }

    public string Model { get; }

    public IReadOnlyList<string> Names => [.. _sources.Select(source => source.Name)];

    public NodeProgram Broker { get; private set; }

    /// <summary>One a source, in its order.</summary>
    public List<NodeProgram> Nodes { get; } = [];

    /// <summary>Asks the nodes.</summary>
    public ServiceProcess Service { get; private set; } = null!;

    /// <summary>Has no nodes.</summary>
    public ServiceProcess Plain { get; private set; } = null!;

    private string Url => string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{_port}");

    /// <param name="solution">The working tree, built for release.</param>
    /// <param name="package">The folder of a model's versions, of which the last is taken.</param>
    /// <param name="patience"><c>Nodes:Timeout</c>.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    /// <exception cref="DataException">There is no such package, or a program is not there.</exception>
    public static async Task<NodeFleet> StartAsync(
        string solution, string package, TimeSpan patience, CancellationToken cancellationToken)
    {
        var fleet = new NodeFleet(solution, package);
        try
        {
            for (int source = 0; source < fleet._sources.Count; source++)
            {
                fleet.Nodes.Add(fleet.StartNode(source));
            }

            foreach (var node in fleet.Nodes)
            {
                await node.ReadyAsync(cancellationToken);
            }

            string[] quiet = ["--Memory:Level", "Off", "--Api:LogFormat", "None"];
            fleet.Service = await ServiceProcess.StartAsync(
                solution,
                cancellationToken,
                folder: fleet._folder,
                settings:
                [
                    .. quiet, "--Nodes:Url", fleet.Url, "--Nodes:Models", fleet.Model, "--Nodes:Timeout", patience.ToString(),
                    "--Nodes:Break", "00:00:01",
                ]);
            fleet.Plain = await ServiceProcess.StartAsync(solution, cancellationToken, folder: fleet._folder, settings: quiet);
            await fleet.ConnectedAsync(cancellationToken);
            return fleet;
        }
        catch
        {
            fleet.Dispose();
            throw;
        }
    }

    /// <summary>In place of one that is gone.</summary>
    public async Task RestartNodeAsync(int source, CancellationToken cancellationToken)
    {
        Nodes[source].Dispose();
        Nodes[source] = StartNode(source);
        await Nodes[source].ReadyAsync(cancellationToken);
    }

    public void RestartBroker()
    {
        Broker.Dispose();
        Broker = StartBroker();
    }

    /// <summary>A case of some of the sources, whose texts and lengths are of its number.</summary>
    public byte[] Case(int number, Func<string, bool>? has = null)
    {
        var texts = _sources.Index().Where(source => has?.Invoke(source.Item.Name) ?? true).Select(source => new
        {
            name = source.Item.Name,
            text = Text(number, source.Index, Math.Min(source.Item.MaxTokens, 8 + (((number * 7) + (source.Index * 13)) % 57))),
        });
        return LoopbackClient.Request("/classify", JsonSerializer.Serialize(new { model = Model, inputs = new { sources = texts } }));
    }

    public void Dispose()
    {
        Service?.Dispose();
        Plain?.Dispose();
        foreach (var node in Nodes)
        {
            node.Dispose();
        }

        Broker.Dispose();
        Directory.Delete(Path.Combine(_folder, Model));
        Directory.Delete(_folder);
    }

    private static string Text(int number, int source, int length) =>
        string.Join(' ', Enumerable.Range(0, length).Select(i => Words[(number + (i * (source + 1))) % Words.Length]));

    /// <summary>Waits until the service has found the broker.</summary>
    private async Task ConnectedAsync(CancellationToken cancellationToken)
    {
        using var client = new LoopbackClient(Service.Port);
        byte[] request = Case(0);
        do
        {
            await Task.Delay(50, cancellationToken);
            client.Exchange(request);
        }
        while (client.Body.IndexOf("\"nodes\""u8) < 0);
    }

    private NodeProgram StartBroker() => NodeProgram.Start(
        File.Exists("/usr/sbin/nats-server") ? "/usr/sbin/nats-server" : "nats-server",
        "-a", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture));

    private NodeProgram StartNode(int source) => NodeProgram.Start(
        "dotnet", _program, "node", "--model", $"{Model}/{_version}", "--name", _sources[source].Name, "--nats", Url, "--models", _folder);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
