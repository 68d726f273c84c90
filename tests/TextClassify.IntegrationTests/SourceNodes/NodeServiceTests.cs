using System.Collections.Concurrent;
using System.Text.Json;
using NATS.Client.Core;
using TextClassify.Infrastructure;
using TextClassify.Inference.Nodes;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.SourceNodes;

/// <summary>The service with nodes at a real broker answers as it does without.</summary>
public sealed class NodeServiceTests
{
    private const string Subject = "bad pizza";
    private const string Own = "the waiter was slow and the pizza was not very good";
    private const string Quoted = "fine screen";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly object Whole = Case(("subject", Subject), ("own", Own), ("quoted", Quoted));

    private static readonly NodeTexts Texts = new(new Dictionary<string, string> { ["42"] = Own, ["7"] = Subject });

    [Fact]
    public async Task Classify_AnyQuestion_IsAnsweredAsWithoutNodes()
    {
        await using var nodes = await TinySourceNodes.StartAsync();
        await nodes.AddAsync([0, 1, 2]);
        await nodes.ConnectedAsync();
        (object Input, (string, object)[] Rest)[] questions =
        [
            (Whole, [("evidence", true), Ablations("none", "each", "edges")]),
            (Whole, [("evidence", true), ("communication", new { rounds = 1, silence = new[] { "own" } }), Ablations("none", "each")]),
            (Whole, [("communication", new { rounds = 0 })]),
            (Case(("quoted", Quoted), ("own", null), ("subject", Subject)), [("evidence", true), Ablations("edges")]),
            (Case(("own", Own)), [("evidence", true)]),
            (new object[] { Whole, new { text = Own }, Case(("own", Own), ("quoted", Quoted)) }, [("evidence", true)]),
        ];

        foreach (var (input, rest) in questions)
        {
            var expected = await TinySourceNodes.AskAsync(nodes.Plain, input, rest);
            var actual = await TinySourceNodes.AskAsync(nodes.Service, input, rest);

            NearJson.AssertSame(expected.Json, actual.Json, "timing", "nodes");
        }
    }

    /// <summary>What is told is what a third who hears everything counts.</summary>
    [Fact]
    public async Task Classify_ACase_TellsTheBytesThatWereOnTheWire()
    {
        await using var nodes = await TinySourceNodes.StartAsync();
        await nodes.AddAsync([0, 1, 2]);
        await nodes.ConnectedAsync();
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
        await using var nodes = await TinySourceNodes.StartAsync();
        await nodes.AddAsync([0, 1], Texts);
        await nodes.AddAsync([2], Texts, tellsTokens: false);
        await nodes.ConnectedAsync();
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
        var (own, quoted) = (told.GetProperty("sources")[1], told.GetProperty("sources")[2]);
        NearJson.AssertSame(expected.GetProperty("sources")[1], own);
        Assert.False(quoted.TryGetProperty("tokens", out _));
        Assert.Equal("no node answers for it", quoted.GetProperty("reason").GetString());
        Assert.Equal("ok", quoted.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Classify_ReferenceThatNoNodeHas_IsLostAndTheOthersAnswer()
    {
        await using var nodes = await TinySourceNodes.StartAsync();
        await nodes.AddAsync([0, 1, 2], Texts);
        await nodes.ConnectedAsync();

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
        await using var nodes = await TinySourceNodes.StartAsync();
        await nodes.AddAsync([0, 1, 2], Texts);
        await nodes.ConnectedAsync();
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
        await using var service = new Service(new ServiceFactory(null, ("Models:Directory", TinySourceNodes.ModelsFolder)));
        var body = new { model = Model, inputs = new { sources = new object[] { new { name = "own", @ref = "42" } } } };

        var problem = (await service.PostAsync(path, JsonSerializer.Serialize(body))).Problem();

        Assert.Equal((400, "unknown-source", "inputs.sources[0].ref"), (problem.Status, problem.Type, problem.Where));
    }
}
