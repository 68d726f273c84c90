using Microsoft.Extensions.Time.Testing;
using TextClassify.Communication;
using TextClassify.Forward;
using TextClassify.Inference.Nodes;
using TextClassify.UnitTests.Kinds.Sources;

namespace TextClassify.UnitTests.Nodes;

/// <summary>A source whose node is late again and again is left alone for a while, and tried then.</summary>
public sealed class NodeCircuitTests(TinySources tiny) : IClassFixture<TinySources>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly NodeRules Rules = new(TimeSpan.FromSeconds(1), LateInARow: 3, TimeSpan.FromSeconds(5));

    private readonly SourceRow[] _sources = [new(0, new[] { 1, 2 }), new(1, new[] { 4, 5, 6 }), new(2, new[] { 3 })];
    private readonly FakeTimeProvider _clock = new();
    private readonly Watch _watch = new();

    [Fact]
    public async Task ReadAsync_LateInARow_IsNotAskedAndLateAtOnce()
    {
        var nodes = Nodes();
        nodes.Between = (subject, reply) => nodes.Is(subject, 1, "read") ? new NodeReply(NodeOutcome.Late) : reply;
        await ReadAsync(nodes, 3);
        int asked = nodes.Questions;

        var reading = await nodes.ReadAsync(_sources);
        var told = await reading.AskAsync([CaseVariant.Full(2, tiny.Model.Cases.Rounds)], tokens: false, Cancel);

        SourceRow[] others = [_sources[0], _sources[2]];
        TinyNodes.AssertSame((await tiny.AskAsync(others, tiny.Full(others))) with { Tokens = [] }, told! with { Tokens = [] });
        Assert.Equal([NodeStatus.Ok, NodeStatus.Late, NodeStatus.Ok], reading.Seats.Select(seat => seat.Status));
        Assert.Equal("its node was late so often that it is not asked for a while", reading.Seats[1].Fault!.Reason);

        // Two sources: a reading and two steps each, which are all that was on the wire.
        Assert.Equal((6, 6), (nodes.Questions - asked, reading.Traffic.Questions));
        Assert.Equal([NodeCircuitState.Open], _watch.Of("own"));
        Assert.Equal(
            [NodeEnd.Late, NodeEnd.Late, NodeEnd.Late, NodeEnd.LeftAlone],
            _watch.Ended.Where(one => one.Node.Source == "own").Select(one => one.End));
        Assert.Empty(_watch.Of("subject"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_AfterTheBreak_OneQuestionTries(bool answers)
    {
        var nodes = Nodes();
        bool isHung = true;
        nodes.Between = (subject, reply) => isHung && nodes.Is(subject, 1, "read") ? new NodeReply(NodeOutcome.Late) : reply;
        await ReadAsync(nodes, 3);
        isHung = !answers;

        _clock.Advance(Rules.Break - TimeSpan.FromMilliseconds(1));
        await ReadAsync(nodes, 1);
        Assert.Equal([NodeCircuitState.Open], _watch.Of("own"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await ReadAsync(nodes, 2);

        Assert.Equal(
            [NodeCircuitState.Open, NodeCircuitState.HalfOpen, answers ? NodeCircuitState.Closed : NodeCircuitState.Open],
            _watch.Of("own"));
        Assert.Equal(
            answers ? [NodeEnd.LeftAlone, NodeEnd.Answered, NodeEnd.Answered] : [NodeEnd.LeftAlone, NodeEnd.Late, NodeEnd.LeftAlone],
            _watch.Ended.Where(one => one.Node.Source == "own").Select(one => one.End).TakeLast(3));
    }

    /// <summary>Of two nodes of a source one hangs: the other's answers keep the source.</summary>
    [Fact]
    public async Task ReadAsync_AnswersBetween_GoesOnAsking()
    {
        var nodes = Nodes();
        int read = 0;
        nodes.Between = (subject, reply) =>
            nodes.Is(subject, 1, "read") && ++read % 3 != 0 ? new NodeReply(NodeOutcome.Late) : reply;

        await ReadAsync(nodes, 12);

        Assert.Empty(_watch.Of("own"));
        Assert.Equal((8, 4), (_watch.Count("own", NodeEnd.Late), _watch.Count("own", NodeEnd.Answered)));
    }

    /// <summary>A caller that had no time for the reply has not seen a slow node.</summary>
    [Fact]
    public async Task ReadAsync_DeadlineOfTheCaller_SaysNothingOfTheNode()
    {
        var nodes = Nodes();
        nodes.Between = (subject, reply) => nodes.Is(subject, 1, "read") ? new NodeReply(NodeOutcome.Late) : reply;
        NodeSource[] sources = [.. _sources.Select(source => new NodeSource(source.Role, source.Ids, null))];
        for (int i = 0; i < 6; i++)
        {
            var deadline = CallDeadline.After(_clock, _clock.GetTimestamp(), TimeSpan.FromMilliseconds(500));
            await nodes.Cases.ReadAsync(tiny.Model, sources, deadline, Cancel);
        }

        Assert.Empty(_watch.Of("own"));
        Assert.Equal(6, _watch.Count("own", NodeEnd.Late));
    }

    /// <summary>A broker may keep a node from telling its tokens, and says so by silence.</summary>
    [Fact]
    public async Task AskAsync_TokensThatAreNotTold_SayNothingOfTheNode()
    {
        var nodes = Nodes();
        nodes.Between = (subject, reply) =>
            subject.EndsWith(".tokens", StringComparison.Ordinal) ? new NodeReply(NodeOutcome.Late) : reply;
        var readings = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => nodes.ReadAsync(_sources)));
        foreach (var reading in readings)
        {
            await reading.AskAsync([CaseVariant.Full(3, tiny.Model.Cases.Rounds)], tokens: true, Cancel);
        }

        Assert.Equal(6, _watch.Count("own", NodeEnd.Late));
        Assert.Empty(_watch.Of("own"));
    }

    /// <summary>A caller that leaves while it tries has found out nothing; a node that is gone is lost at once.</summary>
    [Theory]
    [InlineData("leaves")]
    [InlineData("gone")]
    public async Task ReadAsync_TryWithoutReply_IsHeldOnlyAgainstANodeThatIsThere(string what)
    {
        var nodes = Nodes();
        using var caller = new CancellationTokenSource();
        bool tries = false;
        nodes.Between = (subject, reply) =>
        {
            if (!nodes.Is(subject, 1, "read"))
            {
                return reply;
            }

            if (tries && what == "leaves")
            {
                caller.Cancel();
                caller.Token.ThrowIfCancellationRequested();
            }

            return new NodeReply(tries ? NodeOutcome.NoNode : NodeOutcome.Late);
        };
        await ReadAsync(nodes, 3);
        _clock.Advance(Rules.Break);
        tries = true;

        NodeSource[] sources = [.. _sources.Select(source => new NodeSource(source.Role, source.Ids, null))];
        var reading = nodes.Cases.ReadAsync(tiny.Model, sources, null, caller.Token);
        if (what == "leaves")
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }
        else
        {
            Assert.Equal(NodeStatus.Lost, (await reading).Seats[1].Status);
        }

        Assert.Equal(
            [NodeCircuitState.Open, NodeCircuitState.HalfOpen, what == "gone" ? NodeCircuitState.Closed : NodeCircuitState.Open],
            _watch.Of("own"));
    }

    private TinyNodes Nodes() => new(tiny, rules: Rules, time: _clock, watch: _watch);

    private async Task ReadAsync(TinyNodes nodes, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await nodes.ReadAsync(_sources);
        }
    }

    private sealed class Watch : INodeWatch
    {
        public List<(NodeKey Node, NodeEnd End)> Ended { get; } = [];

        private readonly List<(NodeKey Node, NodeCircuitState State)> _changes = [];

        public void Asked(NodeKey node, NodeEnd outcome, TimeSpan took)
        {
            lock (Ended)
            {
                Ended.Add((node, outcome));
            }
        }

        public void Changed(NodeKey node, NodeCircuitState state) => _changes.Add((node, state));

        public IEnumerable<NodeCircuitState> Of(string source) =>
            _changes.Where(one => one.Node.Source == source).Select(one => one.State);

        public int Count(string source, NodeEnd end) => Ended.Count(one => one.Node.Source == source && one.End == end);
    }
}
