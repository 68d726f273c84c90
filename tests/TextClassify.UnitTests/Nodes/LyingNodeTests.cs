using System.Runtime.InteropServices;
using TextClassify.Communication;
using TextClassify.Inference.Nodes;
using TextClassify.UnitTests.Kinds.Sources;

namespace TextClassify.UnitTests.Nodes;

/// <summary>What a node replies is believed as far as it can be; a source that lies takes no part.</summary>
public sealed class LyingNodeTests(TinySources tiny) : IClassFixture<TinySources>
{
    private const int HashAt = 18;
    private const int CountsAt = HashAt + 32 + 8;
    private const int ReadMessageAt = CountsAt + 12;
    private const int StepNumbersAt = 19;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SourceRow[] _sources = [new(0, new[] { 1, 2 }), new(1, new[] { 4, 5, 6 }), new(2, new[] { 3 })];

    [Theory]
    [InlineData("read", "cut")]
    [InlineData("read", "empty")]
    [InlineData("read", "longer")]
    [InlineData("read", "another case")]
    [InlineData("read", "another package")]
    [InlineData("read", "more tokens than it may")]
    [InlineData("read", "a message that is not a number")]
    [InlineData("read", "a message of 2")]
    [InlineData("step", "cut")]
    [InlineData("step", "another case")]
    [InlineData("step", "another round")]
    [InlineData("step", "a number that is none")]
    [InlineData("step", "an infinite number")]
    public async Task AskAsync_ReplyThatCannotBe_IsRefusedAndTheOthersAnswer(string verb, string lie)
    {
        var nodes = new TinyNodes(tiny);
        nodes.Between = (subject, reply) =>
            nodes.Is(subject, 1, verb) ? new NodeReply(reply.Outcome, Bent(reply.Payload.ToArray(), lie)) : reply;

        var reading = await nodes.ReadAsync(_sources);
        CaseReading? told = null;
        while (told is null)
        {
            told = await reading.AskAsync([CaseVariant.Full(reading.Alive.Count, tiny.Model.Cases.Rounds)], tokens: true, Cancel);
        }

        SourceRow[] others = [_sources[0], _sources[2]];
        TinyNodes.AssertSame(await tiny.AskAsync(others, tiny.Full(others)), told);
        Assert.Equal([NodeStatus.Ok, NodeStatus.Refused, NodeStatus.Ok], reading.Seats.Select(seat => seat.Status));
        Assert.StartsWith("its reply was refused: ", reading.Seats[1].Fault!.Reason, StringComparison.Ordinal);
    }

    /// <summary>A softmax's sum has a token whose term is 1, and no more terms than tokens.</summary>
    [Theory]
    [InlineData(0.5f)]
    [InlineData(4f)]
    public async Task AskAsync_PartOfNoText_IsRefused(float sum)
    {
        var nodes = new TinyNodes(tiny);
        var shape = tiny.Model.Nodes.Evidence;
        nodes.Between = (subject, reply) =>
        {
            byte[] bytes = reply.Payload.ToArray();
            if (nodes.Is(subject, 1, "step") && bytes[StepNumbersAt - 1] == tiny.Model.Cases.Rounds - 1)
            {
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(StepNumbersAt))[shape.Aspects] = sum;
            }

            return new NodeReply(reply.Outcome, bytes);
        };

        var reading = await nodes.ReadAsync(_sources);

        Assert.Null(await reading.AskAsync([tiny.Full(_sources)], tokens: false, Cancel));
        Assert.Equal(NodeStatus.Refused, reading.Seats[1].Status);
    }

    /// <summary>Tokens that don't add up to what their source said are not told; what it said stands.</summary>
    [Fact]
    public async Task AskAsync_TokensThatAreNotTheShare_AreNotTold()
    {
        var nodes = new TinyNodes(tiny);
        nodes.Between = (subject, reply) =>
        {
            byte[] bytes = reply.Payload.ToArray();
            if (nodes.Is(subject, 1, "tokens"))
            {
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(HashAt))[0] += 0.1f;
            }

            return new NodeReply(reply.Outcome, bytes);
        };

        var reading = await nodes.ReadAsync(_sources);
        var told = await reading.AskAsync([tiny.Full(_sources)], tokens: true, Cancel);

        Assert.Equal(NodeStatus.Ok, reading.Seats[1].Status);
        Assert.Equal(NodeStatus.Refused, reading.Seats[1].TokenFault!.Status);
        Assert.Empty(told!.Tokens[1]);
        Assert.NotEmpty(told.Tokens[0]);
    }

    private static byte[] Bent(byte[] reply, string lie)
    {
        switch (lie)
        {
            case "cut":
                return reply[..^3];
            case "empty":
                return [];
            case "longer":
                return [.. reply, 0, 0, 0, 0];
            case "another case":
                reply[4] ^= 1;
                return reply;
            case "another package":
                reply[HashAt] ^= 1;
                return reply;
            case "more tokens than it may":
                reply[CountsAt] = 200;
                return reply;
            case "another round":
                reply[StepNumbersAt - 1] ^= 1;
                return reply;
            default:
                var numbers = MemoryMarshal.Cast<byte, float>(
                    reply.AsSpan(lie.StartsWith("a message", StringComparison.Ordinal) ? ReadMessageAt : StepNumbersAt));
                numbers[^1] = lie.EndsWith('2') ? 2
                    : lie.StartsWith("an inf", StringComparison.Ordinal) ? float.PositiveInfinity
                    : float.NaN;
                return reply;
        }
    }
}
