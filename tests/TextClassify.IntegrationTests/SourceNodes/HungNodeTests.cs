using System.Text.Json;
using NATS.Client.Core;
using TextClassify.Inference.Nodes;
using TextClassify.Telemetry;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.SourceNodes;

/// <summary>A node that has its connection and does not answer costs a few cases their wait, and then none.</summary>
public sealed class HungNodeTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly object Whole = Case(("subject", "bad pizza"), ("own", "the waiter was slow"), ("quoted", "fine screen"));

    /// <summary>
    /// The first cases wait and are late; the next are late without a question, which the answer's count tells. When the node is back, one
    /// case tries. Log and metrics tell all of it.
    /// </summary>
    [Fact]
    public async Task Classify_NodeHangsAndComesBack_IsLeftAloneAndTriedAgain()
    {
        await using var nodes = await TinySourceNodes.StartAsync(
            ("Nodes:Timeout", "00:00:00.200"), ("Nodes:LateInARow", "2"), ("Nodes:Break", "00:00:00.500"));
        await nodes.AddAsync([0, 2]);
        await using var hung = new NatsConnection(NatsOpts.Default with { Url = nodes.Broker.Url });
        string own = NodeSubjects.Read(NodeSubjects.Source(Model, "1", "own"));
        var silence = await hung.SubscribeCoreAsync<byte[]>(own, "nodes", cancellationToken: Cancel);
        await hung.PingAsync(Cancel);
        await nodes.ConnectedAsync(nodes: 2);
        var without = (await TinySourceNodes.AskAsync(nodes.Plain, Case(("subject", "bad pizza"), ("quoted", "fine screen")))).Json;

        // What found the broker has completed the row, or all but.
        JsonElement left;
        do
        {
            left = await nodes.OneAsync(Whole);
            Assert.Equal("late", Own(left).GetProperty("status").GetString());
            NearJson.AssertSame(without.GetProperty("results")[0].GetProperty("scores"), left.GetProperty("scores"));
        }
        while (Questions(left) == 7);
        var open = await Scrape.OfAsync(nodes.Service);
        await silence.DisposeAsync();
        await nodes.AddAsync([1]);
        JsonElement back;
        while (Own(back = await nodes.OneAsync(Whole)).GetProperty("status").GetString() != "ok")
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(6, Questions(left));
        Assert.Equal("its node was late so often that it is not asked for a while", Own(left).GetProperty("reason").GetString());
        Assert.Equal(9, Questions(back));
        string labels = $"{{model=\"{Model}\",source=\"own\",version=\"1\"}}";
        Assert.Equal(2, open["textclassify_node_circuit" + labels]);
        Assert.True(open.Sum("textclassify_node_questions_total", "outcome=\"late\"") >= 2);
        Assert.True(open.Sum("textclassify_node_questions_total", "outcome=\"left-alone\"") >= 1);
        Assert.True(open.Sum("textclassify_node_duration_seconds_count", "source=\"subject\"") >= 6);
        Assert.Equal(0, open.Sum("textclassify_node_questions_total", "outcome=\"refused\""));
        Assert.Equal(0, (await Scrape.OfAsync(nodes.Service))["textclassify_node_circuit" + labels]);
        string log = string.Concat(nodes.Service.Log.Events.Select(entry => entry.Line));
        Assert.Contains("was late 2 times in a row and is not asked for 0.5 s", log, StringComparison.Ordinal);
        Assert.Contains("answers again", log, StringComparison.Ordinal);
    }

    private static int Questions(JsonElement result) =>
        result.GetProperty("communication").GetProperty("nodes").GetProperty("questions").GetInt32();

    private static JsonElement Own(JsonElement result) => result.GetProperty("sources")[1];
}
