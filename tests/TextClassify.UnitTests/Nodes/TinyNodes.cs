using TextClassify.Communication;
using TextClassify.Inference.Nodes;
using TextClassify.UnitTests.Kinds.Sources;

namespace TextClassify.UnitTests.Nodes;

/// <summary>The nodes of the small model in this process, and a transport between that can do to them what networks and liars do.</summary>
internal sealed class TinyNodes : INodeTransport
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly InProcessTransport _transport = new();
    private long _sent;
    private long _received;

    public TinyNodes(
        TinySources tiny, NodeTexts? texts = null, NodeRules? rules = null, TimeProvider? time = null, INodeWatch? watch = null)
    {
        Tiny = tiny;
        for (int role = 0; role < tiny.Model.Sources.Count; role++)
        {
            var node = new NodeServer(tiny.Model, role, texts ?? NodeTexts.None, (ulong)role + 7, TimeProvider.System);
            Servers.Add(node);
            _transport.Add(node);
        }

        rules ??= NodeRules.Default with { Patience = TimeSpan.FromSeconds(10) };
        Cases = new NodeCases(this, rules.Value, time ?? TimeProvider.System, name: 5, watch);
    }

    public TinySources Tiny { get; }

    public List<NodeServer> Servers { get; } = [];

    public NodeCases Cases { get; }

    /// <summary>What becomes of a reply to a question of a subject.</summary>
    public Func<string, NodeReply, NodeReply> Between { get; set; } = (_, reply) => reply;

    public int Questions { get; private set; }

    public long Sent => _sent;

    public long Received => _received;

    public async ValueTask<NodeReply> AskAsync(
        string subject, ReadOnlyMemory<byte> question, TimeSpan patience, CancellationToken cancellationToken)
    {
        var reply = Between(subject, await _transport.AskAsync(subject, question, patience, cancellationToken));
        lock (_transport)
        {
            Questions++;
            _sent += question.Length;
            _received += reply.Payload.Length;
        }

        return reply;
    }

    /// <summary>A case whose texts are no longer than its sources read.</summary>
    public SourceRow[] Draw(Random random) =>
    [
        .. Tiny.Draw(random).Select(source => source with
        {
            Ids = source.Ids[..Math.Min(source.Ids.Length, Tiny.Model.Sources[source.Role].MaxTokens)],
        }),
    ];

    public Task<NodeReading> ReadAsync(IEnumerable<NodeSource> sources) => Cases.ReadAsync(Tiny.Model, [.. sources], null, Cancel);

    public Task<NodeReading> ReadAsync(IEnumerable<SourceRow> sources) =>
        ReadAsync(sources.Select(source => new NodeSource(source.Role, source.Ids, null)));

    /// <summary>Whether a subject is of a source, and asks what the last word says.</summary>
    public bool Is(string subject, int role, string verb) =>
        subject.StartsWith(Servers[role].Source + ".", StringComparison.Ordinal) && subject.EndsWith("." + verb, StringComparison.Ordinal);

    public static ReadOnlyMemory<int> Ids(params int[] ids) => ids;

    /// <summary>Of all sources, everything that a request can ask of a case.</summary>
    public static CaseVariant[] Everything(int sources, int rounds)
    {
        var full = CaseVariant.Full(sources, rounds);
        var variants = new List<CaseVariant> { full, full.Silent() };
        for (int source = 0; source < sources && sources > 1; source++)
        {
            variants.Add(full.Without(source));
            variants.Add(full.WithoutEdge(source, (source + 1) % sources));
        }

        return [.. variants];
    }

    public static void AssertSame(CaseReading expected, CaseReading? actual)
    {
        Assert.NotNull(actual);
        Assert.Null(actual.Fault);
        Assert.Equal(expected.Answers.Length, actual.Answers.Length);
        foreach (var (one, other) in expected.Answers.Zip(actual.Answers))
        {
            AssertNear(one.Logits, other.Logits);
            AssertNear(one.Shares, other.Shares);
            AssertNear(one.Own, other.Own);
        }

        foreach (var (one, other) in expected.Tokens.Zip(actual.Tokens))
        {
            AssertNear(one, other);
        }
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
