using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sharing;
using static TextClassify.UnitTests.Batching.BatcherCalls;

namespace TextClassify.UnitTests.Batching;

public sealed class LaneQueueTests
{
    private readonly FairShares _shares = new(ForwardLane.Bulk);
    private readonly LaneQueue _queue;

    public LaneQueueTests()
    {
        _queue = new LaneQueue(Rules(8_192).Bulk, _shares);
    }

    [Theory]
    [InlineData(FairShares.BriefTokens / 2, true)]
    [InlineData((FairShares.BriefTokens / 2) + 1, false)]
    public void Due_TwoCallsOfARequestWait_IsBriefByBoth(int second, bool brief)
    {
        var owner = new NamedOwner("one");
        Add(owner, FairShares.BriefTokens / 2);
        Add(owner, second);

        Assert.Equal(brief, _queue.Due(brief: true) is not null);
    }

    [Fact]
    public void Take_ManyBriefRequestsWait_RunsNoMoreThanIsBrief()
    {
        for (int request = 0; request < 50; request++)
        {
            Add(new NamedOwner($"caller {request}"), 300);
        }

        Assert.Equal(FairShares.BriefTokens / 300, _queue.Take(brief: true, TimeSpan.MaxValue)!.Length);
        Assert.Equal(8_192 / 300, _queue.Take(brief: false, TimeSpan.MaxValue)!.Length);
    }

    private void Add(RunOwner owner, int tokens)
    {
        var share = owner.Begin(_shares.Arrive);
        _queue.Add(new BatchCall([Row(0, tokens)], ForwardOutputs.Logits, Bulk, 0, long.MaxValue, share), share);
    }
}
