using TextClassify.Communication;
using TextClassify.Inference.Nodes;
using TextClassify.UnitTests.Kinds.Sources;

namespace TextClassify.UnitTests.Nodes;

/// <summary>What nodes answer one by one is what the model answers in one run.</summary>
public sealed class NodeCasesTests(TinySources tiny) : IClassFixture<TinySources>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_EveryAblation_IsTheRunInOneProcess()
    {
        var random = new Random(21);
        var nodes = new TinyNodes(tiny);
        for (int i = 0; i < 40; i++)
        {
            var sources = nodes.Draw(random);
            var variants = TinyNodes.Everything(sources.Length, random.Next(tiny.Model.Cases.Rounds + 1));

            var reading = await nodes.ReadAsync(sources);
            var told = await reading.AskAsync(variants, tokens: true, Cancel);

            TinyNodes.AssertSame(await tiny.AskAsync(sources, variants), told);
            Assert.All(reading.Seats, seat => Assert.Equal(NodeStatus.Ok, seat.Status));
        }
    }

    /// <summary>A silenced source tells what it says alone and nothing else.</summary>
    [Fact]
    public async Task AskAsync_SourceSilenced_IsTheRunInOneProcess()
    {
        var random = new Random(22);
        var nodes = new TinyNodes(tiny);
        for (int i = 0; i < 20; i++)
        {
            var sources = nodes.Draw(random);
            var full = tiny.Full(sources);
            CaseVariant[] variants = sources.Length > 1 ? [full.Without(0), full.Silent()] : [full];

            var told = await (await nodes.ReadAsync(sources)).AskAsync(variants, tokens: true, Cancel);

            TinyNodes.AssertSame(await tiny.AskAsync(sources, variants), told);
        }
    }

    [Fact]
    public async Task Traffic_ACase_IsWhatTheTransportCarried()
    {
        var nodes = new TinyNodes(tiny);
        SourceRow[] sources = [new(0, TinyNodes.Ids(1, 2)), new(2, TinyNodes.Ids(3))];

        var reading = await nodes.ReadAsync(sources);
        await reading.AskAsync([tiny.Full(sources)], tokens: true, Cancel);

        // Two sources: a reading, two steps, and the tokens of each.
        Assert.Equal(new NodeTraffic(8, nodes.Sent, nodes.Received), reading.Traffic);
        Assert.Equal(8, nodes.Questions);
    }

    /// <summary>Whenever a source is lost, the answer is that of the others.</summary>
    [Theory]
    [InlineData("read", NodeOutcome.NoNode, NodeStatus.Lost)]
    [InlineData("read", NodeOutcome.Late, NodeStatus.Late)]
    [InlineData("step", NodeOutcome.NoNode, NodeStatus.Lost)]
    [InlineData("step", NodeOutcome.Late, NodeStatus.Late)]
    [InlineData("step", NodeOutcome.NoBroker, NodeStatus.Lost)]
    public async Task AskAsync_NodeLost_IsTheCaseWithoutIt(string verb, NodeOutcome outcome, NodeStatus status)
    {
        var nodes = new TinyNodes(tiny);
        SourceRow[] sources = [new(0, TinyNodes.Ids(1, 2)), new(1, TinyNodes.Ids(4, 5, 6)), new(2, TinyNodes.Ids(3))];
        int steps = 0;
        nodes.Between = (subject, reply) =>
            nodes.Is(subject, 1, verb) && (verb == "read" || ++steps > 1) ? new NodeReply(outcome) : reply;

        var reading = await nodes.ReadAsync(sources);
        var told = await AskAllAsync(reading);

        SourceRow[] others = [sources[0], sources[2]];
        TinyNodes.AssertSame(await tiny.AskAsync(others, tiny.Full(others)), told);
        Assert.Equal([NodeStatus.Ok, status, NodeStatus.Ok], reading.Seats.Select(seat => seat.Status));
        Assert.NotNull(reading.Seats[1].Fault!.Reason);
    }

    /// <summary>A node that does not tell its tokens takes part all the same.</summary>
    [Fact]
    public async Task AskAsync_TokensOfNobody_AreNotToldAndTheShareIs()
    {
        var nodes = new TinyNodes(tiny);
        nodes.Between = (subject, reply) => nodes.Is(subject, 1, "tokens") ? new NodeReply(NodeOutcome.NoNode) : reply;
        SourceRow[] sources = [new(0, TinyNodes.Ids(1, 2)), new(1, TinyNodes.Ids(4, 5, 6))];

        var reading = await nodes.ReadAsync(sources);
        var told = await reading.AskAsync([tiny.Full(sources)], tokens: true, Cancel);

        var expected = await tiny.AskAsync(sources, tiny.Full(sources));
        TinyNodes.AssertSame(expected with { Tokens = [expected.Tokens[0], []] }, told);
        Assert.Equal((NodeStatus.Ok, NodeStatus.Lost), (reading.Seats[1].Status, reading.Seats[1].TokenFault!.Status));
    }

    [Fact]
    public async Task AskAsync_EveryNodeLost_HasNobodyLeft()
    {
        var nodes = new TinyNodes(tiny) { Between = (_, _) => new NodeReply(NodeOutcome.NoBroker) };

        var reading = await nodes.ReadAsync([new SourceRow(0, TinyNodes.Ids(1)), new SourceRow(1, TinyNodes.Ids(2))]);

        Assert.Empty(reading.Alive);
        Assert.Equal(default, reading.Traffic);
    }

    private async Task<CaseReading?> AskAllAsync(NodeReading reading)
    {
        CaseReading? told = null;
        while (told is null && reading.Alive.Count > 0)
        {
            told = await reading.AskAsync([CaseVariant.Full(reading.Alive.Count, tiny.Model.Cases.Rounds)], tokens: true, Cancel);
        }

        return told;
    }
}
