using System.Collections.Concurrent;
using System.Text.Json;
using NATS.Client.Core;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.SourceNodes;

/// <summary>The service with nodes at a real broker answers as it does without.</summary>
public sealed class NodeServiceTests(SharedSourceNodes shared) : IClassFixture<SharedSourceNodes>
{
    private const string Subject = SharedSourceNodes.Subject;
    private const string Own = SharedSourceNodes.Own;
    private const string Quoted = "fine screen";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly object Whole = Case(("subject", Subject), ("own", Own), ("quoted", Quoted));

    [Fact]
    public async Task Classify_AnyQuestion_IsAnsweredAsWithoutNodes()
    {
        var nodes = await shared.StartedAsync();
        (object Input, (string, object)[] More)[] questions =
        [
            (Whole, [("evidence", true), Ablations("none", "each", "edges")]),
            (Whole, [("evidence", true), ("communication", new { rounds = 1, silence = new[] { "own" } }), Ablations("none", "each")]),
            (Whole, [("communication", new { rounds = 0 })]),
            (Case(("quoted", Quoted), ("own", null), ("subject", Subject)), [("evidence", true), Ablations("edges")]),
            (Case(("own", Own)), [("evidence", true)]),
            (new object[] { Whole, new { text = Own }, Case(("own", Own), ("quoted", Quoted)) }, [("evidence", true)]),
        ];

        foreach (var (input, more) in questions)
        {
            var expected = await TinySourceNodes.AskAsync(nodes.Plain, input, more);
            var actual = await TinySourceNodes.AskAsync(nodes.Service, input, more);

            NearJson.AssertSame(expected.Json, actual.Json, "timing", "nodes");
        }
    }

    /// <summary>What is told is what a third who hears everything counts.</summary>
    [Fact]
    public async Task Classify_ACase_TellsTheBytesThatWereOnTheWire()
    {
        var nodes = await shared.StartedAsync();
        await using var tap = new NatsConnection(NatsOpts.Default with { Url = nodes.Broker.Url });
        var seen = new ConcurrentQueue<(string Subject, int Bytes)>();
        await using var heard = await tap.SubscribeCoreAsync(">", serializer: NatsRawSerializer<byte[]>.Default, cancellationToken: Cancel);
        await tap.PingAsync(Cancel);

        var result = await nodes.OneAsync(Whole, ("evidence", true), Ablations("each"));

        var told = result.GetProperty("communication").GetProperty("nodes");
        int questions = told.GetProperty("questions").GetInt32();
        Assert.Equal(12, questions);
        while (seen.Count < 2 * questions)
        {
            var message = await heard.Msgs.ReadAsync(Cancel);
            seen.Enqueue((message.Subject, message.Data?.Length ?? 0));
        }

        Assert.Equal(told.GetProperty("sentBytes").GetInt64(), SumOf("textclassify.node."));
        Assert.Equal(told.GetProperty("receivedBytes").GetInt64(), SumOf("_INBOX.textclassify."));

        long SumOf(string start) =>
            seen.Where(one => one.Subject.StartsWith(start, StringComparison.Ordinal)).Sum(one => (long)one.Bytes);
    }

    /// <summary>A text that only its node has is answered for as if it had been sent.</summary>
    [Fact]
    public async Task Classify_References_AreTheTextsThatNodesHave()
    {
        var nodes = await shared.StartedAsync();
        var named = new
        {
            sources = new object[]
            {
                new { name = "subject", @ref = "7" }, new { name = "own", @ref = "42" }, new { name = "quoted", text = Quoted },
            },
        };

        var quiet = await nodes.OneAsync(named);
        var told = await nodes.OneAsync(named, ("evidence", true));

        var expected = (await TinySourceNodes.AskAsync(nodes.Plain, Whole, ("evidence", true))).Json.GetProperty("results")[0];
        NearJson.AssertSame(expected, quiet, "nodes", "evidence", "tokens");
        Assert.All(quiet.GetProperty("sources").EnumerateArray(), source => Assert.False(source.TryGetProperty("tokens", out _)));
        NearJson.AssertSame(expected, told, "nodes");
    }

    [Fact]
    public async Task Classify_ReferenceThatNoNodeHas_IsLostAndTheOthersAnswer()
    {
        var nodes = await shared.StartedAsync();

        var result = await nodes.OneAsync(new
        {
            sources = new object[] { new { name = "own", @ref = "43" }, new { name = "quoted", text = Quoted } },
        });

        Assert.Equal("lost", result.GetProperty("sources")[0].GetProperty("status").GetString());
        Assert.Equal("its node has no text of that name", result.GetProperty("sources")[0].GetProperty("reason").GetString());
        var without = (await TinySourceNodes.AskAsync(nodes.Plain, Case(("quoted", Quoted)))).Json.GetProperty("results")[0];
        NearJson.AssertSame(without.GetProperty("scores"), result.GetProperty("scores"));
    }

    /// <summary>Texts that are here are read here; what is not here is not answered, and the rest of a list is.</summary>
    [Fact]
    public async Task Classify_NoBroker_AnswersWhatItHasTheTextsOf()
    {
        var nodes = await shared.StartedAsync();
        var named = new { sources = new object[] { new { name = "own", @ref = "42" } } };
        await nodes.Broker.KillAsync();

        var whole = await TinySourceNodes.AskAsync(nodes.Service, Whole, ("evidence", true));
        var alone = await TinySourceNodes.AskAsync(nodes.Service, named);
        var list = (await TinySourceNodes.AskAsync(nodes.Service, new object[] { named, Whole })).Json.GetProperty("results");
        await nodes.Broker.StartAgainAsync();
        await nodes.ConnectedAsync();

        var expected = await TinySourceNodes.AskAsync(nodes.Plain, Whole, ("evidence", true));
        NearJson.AssertSame(expected.Json, whole.Json, "timing");
        var problem = alone.Problem();
        Assert.Equal((503, "nodes-unavailable"), (problem.Status, problem.Type));
        Assert.EndsWith("nodes-unavailable", list[0].GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.True(list[1].TryGetProperty("label", out _));
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/explain")]
    public async Task References_WhereNoNodeIsAsked_AreUnknownSources(string path)
    {
        var nodes = await shared.StartedAsync();
        var body = new { model = Model, inputs = new { sources = new object[] { new { name = "own", @ref = "42" } } } };

        var problem = (await nodes.Plain.PostAsync(path, JsonSerializer.Serialize(body))).Problem();

        Assert.Equal((400, "unknown-source", "inputs.sources[0].ref"), (problem.Status, problem.Type, problem.Where));
    }
}
