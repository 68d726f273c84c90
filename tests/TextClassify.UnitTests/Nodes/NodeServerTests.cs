using Microsoft.Extensions.Time.Testing;
using TextClassify.Communication;
using TextClassify.Inference.Nodes;
using TextClassify.UnitTests.Kinds.Sources;

namespace TextClassify.UnitTests.Nodes;

public sealed class NodeServerTests(TinySources tiny) : IClassFixture<TinySources>
{
    private const int CodeAt = 1;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly NodeTexts Texts = new(new Dictionary<string, string>
    {
        ["42"] = "good slow pizza good slow pizza",
        ["blank"] = " ",
    });

    /// <summary>A text that only the node has gives what the same text gives when it is sent.</summary>
    [Fact]
    public async Task ReadAsync_TextOfItsOwn_IsTheTextThatIsSent()
    {
        var nodes = new TinyNodes(tiny, Texts);
        var text = tiny.Model.Encoder.WithLimit(tiny.Model.Sources[0].MaxTokens).Encode(Texts.Find("42")!);

        var reading = await nodes.ReadAsync([new NodeSource(0, default, "42"), new NodeSource(1, TinyNodes.Ids(3, 4), null)]);
        CaseVariant[] full = [CaseVariant.Full(2, tiny.Model.Cases.Rounds)];
        var told = await reading.AskAsync(full, tokens: true, Cancel);

        TinyNodes.AssertSame(await tiny.AskAsync([new(0, text.Ids), new(1, TinyNodes.Ids(3, 4))], full), told);
        Assert.Equal((text.Length, text.TotalTokens), (reading.Seats[0].Length, reading.Seats[0].TotalTokens));
        Assert.True(text.Truncated);
        Assert.Equal(["good", "slow", "pizza", "good"], reading.Seats[0].Tokens.Select(token => token.Text));
        Assert.Empty(reading.Seats[1].Tokens);
    }

    /// <summary>Unless its tokens are asked for, no byte of a text of its own is sent.</summary>
    [Fact]
    public async Task ReadAsync_TextOfItsOwn_SendsNoWord()
    {
        var nodes = new TinyNodes(tiny, Texts);
        var replies = new List<byte[]>();
        nodes.Between = (_, reply) =>
        {
            lock (replies)
            {
                replies.Add(reply.Payload.ToArray());
            }

            return reply;
        };

        var reading = await nodes.ReadAsync([new NodeSource(0, default, "42")]);
        await reading.AskAsync([CaseVariant.Full(1, tiny.Model.Cases.Rounds)], tokens: false, Cancel);

        Assert.Equal(1 + tiny.Model.Cases.Rounds, replies.Count);
        Assert.All(replies, reply => Assert.Equal(-1, reply.AsSpan().IndexOf("pizza"u8)));
    }

    [Theory]
    [InlineData("43", "its node has no text of that name")]
    [InlineData("blank", "its node's text has no word")]
    public async Task ReadAsync_NothingToRead_IsLost(string name, string reason)
    {
        var nodes = new TinyNodes(tiny, Texts);

        var reading = await nodes.ReadAsync([new NodeSource(0, default, name)]);

        Assert.Equal(new NodeFault(NodeStatus.Lost, reason), reading.Seats[0].Fault);
    }

    /// <summary>Whatever is asked, it answers, and never with an exception.</summary>
    [Fact]
    public async Task AnyQuestion_OfAnybody_IsRefused()
    {
        var node = new NodeServer(tiny.Model, 0, Texts, 1, TimeProvider.System);
        var random = new Random(23);
        byte[] asked = new ReadQuestion(new CaseId(1, 2), TinyNodes.Ids(1, 2), null).ToBytes();
        for (int i = 0; i < 300; i++)
        {
            byte[] question = i % 2 == 0 ? new byte[random.Next(80)] : asked[..random.Next(asked.Length)];
            if (i % 2 == 0)
            {
                random.NextBytes(question);
            }

            byte[][] replies =
            [
                await node.ReadAsync(question, Cancel), await node.StepAsync(question, Cancel), await node.TokensAsync(question, Cancel),
            ];

            Assert.All(replies[1..], reply => Assert.NotEqual((byte)NodeCode.Ok, reply[CodeAt]));
        }
    }

    [Theory]
    [InlineData(23)]
    [InlineData(-1)]
    public async Task ReadAsync_IdThatIsNone_IsABadQuestion(int id)
    {
        var node = new NodeServer(tiny.Model, 0, Texts, 1, TimeProvider.System);

        byte[] reply = await node.ReadAsync(new ReadQuestion(new CaseId(1, 2), TinyNodes.Ids(id), null).ToBytes(), Cancel);

        Assert.Equal((byte)NodeCode.BadQuestion, reply[CodeAt]);
    }

    /// <summary>A case is stepped from where it is, or from its beginning.</summary>
    [Fact]
    public async Task StepAsync_RoundThatIsNotNext_IsABadQuestion()
    {
        var node = new NodeServer(tiny.Model, 0, Texts, 1, TimeProvider.System);
        var id = new CaseId(1, 2);
        await node.ReadAsync(new ReadQuestion(id, TinyNodes.Ids(1, 2), null).ToBytes(), Cancel);
        float[] heard = new float[tiny.Model.Nodes.MessageWidth];

        byte[] ahead = await node.StepAsync(new StepQuestion(id, 1, 1, ReadOut: false, heard).ToBytes(), Cancel);
        byte[] first = await node.StepAsync(new StepQuestion(id, 0, 1, ReadOut: false, heard).ToBytes(), Cancel);
        byte[] unknown = await node.StepAsync(new StepQuestion(new CaseId(1, 3), 0, 1, ReadOut: false, heard).ToBytes(), Cancel);

        Assert.Equal(
            [NodeCode.BadQuestion, NodeCode.Ok, NodeCode.UnknownCase],
            new[] { ahead, first, unknown }.Select(reply => (NodeCode)reply[CodeAt]));
    }

    [Fact]
    public async Task StepAsync_AfterHalfAMinute_HasForgottenTheText()
    {
        var time = new FakeTimeProvider();
        var node = new NodeServer(tiny.Model, 0, Texts, 1, time);
        var id = new CaseId(1, 2);
        await node.ReadAsync(new ReadQuestion(id, TinyNodes.Ids(1, 2), null).ToBytes(), Cancel);
        byte[] step = new StepQuestion(id, 0, 1, ReadOut: false, new float[tiny.Model.Nodes.MessageWidth]).ToBytes();

        time.Advance(TimeSpan.FromSeconds(31));
        byte[] reply = await node.StepAsync(step, Cancel);
        await node.ReadAsync(new ReadQuestion(new CaseId(1, 3), TinyNodes.Ids(1), null).ToBytes(), Cancel);

        Assert.Equal((byte)NodeCode.UnknownCase, reply[CodeAt]);
        Assert.Equal(1, node.Held);
    }
}
