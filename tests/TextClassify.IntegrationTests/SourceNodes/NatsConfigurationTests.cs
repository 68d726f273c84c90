using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NATS.Client.Core;
using TextClassify.Inference.Nodes;
using TextClassify.Infrastructure;
using TextClassify.Nodes;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.SourceNodes;

/// <summary>The broker's configuration in deploy/ is one, and keeps each to its place.</summary>
public sealed class NatsConfigurationTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string Configuration = Path.Combine(Repository.Folder, "deploy", "nodes", "nats.conf");

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-nats-").FullName;

    public NatsConfigurationTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private (string, string)[] Environment =>
    [
        ("NATS_CERT", Path.Combine(_folder, "cert.pem")), ("NATS_KEY", Path.Combine(_folder, "key.pem")),
        ("COORDINATOR_PASSWORD", "c-coordinator"), ("NODE_SUBJECT_PASSWORD", "c-node-subject"), ("NODE_OWN_PASSWORD", "c-node-own"),
        ("NODE_QUOTED_PASSWORD", "c-node-quoted"), ("OPERATOR_PASSWORD", "c-operator"),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Configuration_AsTheBrokerReadsIt_IsValid()
    {
        var (code, errors) = await Broker.CheckAsync(Configuration, Environment);

        Assert.True(code == 0, errors);
    }

    /// <summary>Over TLS and with its password each does what its place needs; it hears no other's questions, nor asks any.</summary>
    [Fact]
    public async Task Users_AtTheBroker_KeepToTheirPlaces()
    {
        await using var broker = await Broker.StartAsync(["-c", Configuration], Environment);
        using var package = await NodePackage.OpenAsync(TinySourceNodes.ModelsFolder, Model, null, TimeProvider.System, Cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var own = new NodeServer(package.Model, 1, NodeTexts.None, 1, TimeProvider.System);
        await using var node = new NatsNode(own, As("node-own"), tellsTokens: true);
        var ready = new TaskCompletionSource();
        var running = node.RunAsync(ready.SetResult, end.Token);
        await ready.Task.WaitAsync(Cancel);
        var quoted = new NodeServer(package.Model, 2, NodeTexts.None, 2, TimeProvider.System);
        await using var thief = new NatsNode(quoted, As("node-own"), tellsTokens: true);
        var stealing = thief.RunAsync(() => { }, end.Token);
        await using var coordinator = new NatsTransport(As("coordinator"));
        await coordinator.ConnectAsync(Cancel);
        await using var other = new NatsTransport(As("node-subject"));
        await other.ConnectAsync(Cancel);
        byte[] question = [1];
        var patience = TimeSpan.FromSeconds(5);

        var answered = await coordinator.AskAsync(NodeSubjects.Read(own.Source), question, patience, Cancel);
        var stolen = await coordinator.AskAsync(NodeSubjects.Read(quoted.Source), question, patience, Cancel);
        var forbidden = await other.AskAsync(NodeSubjects.Read(own.Source), question, TimeSpan.FromMilliseconds(300), Cancel);

        Assert.Equal(NodeOutcome.Answered, answered.Outcome);
        Assert.Equal(NodeOutcome.NoNode, stolen.Outcome);
        Assert.Equal(NodeOutcome.Late, forbidden.Outcome);
        await end.CancelAsync();
        await Task.WhenAll(running, stealing);

        NatsSettings As(string user)
        {
            string password = Path.Combine(_folder, user);
            File.WriteAllText(password, $"c-{user}\n");
            return new NatsSettings
            {
                Url = $"tls://127.0.0.1:{broker.Port}",
                User = user,
                PasswordFile = password,
                CaFile = Path.Combine(_folder, "cert.pem"),
                Inbox = user == "coordinator" ? "_INBOX.textclassify" : "_INBOX",
            };
        }
    }

    [Fact]
    public async Task Users_WithoutAPassword_DoNotComeIn()
    {
        await using var broker = await Broker.StartAsync(["-c", Configuration], Environment);
        var options = NatsOpts.Default with
        {
            Url = $"tls://127.0.0.1:{broker.Port}",
            TlsOpts = new NatsTlsOpts { CaFile = Path.Combine(_folder, "cert.pem"), Mode = TlsMode.Require },
        };
        await using var connection = new NatsConnection(options);

        await Assert.ThrowsAsync<NatsException>(async () => await connection.ConnectAsync());
    }
}
