using TextClassify.Forward;
using TextClassify.Inference.Batching;

namespace TextClassify.UnitTests.Batching;

public sealed class LaneShareTests
{
    [Fact]
    public void Next_BothAlwaysWait_GivesBulkItsShareOfTheTimeWhateverItsRunsTake()
    {
        var share = new LaneShare(bulkShare: 0.25);
        double interactive = 0, bulk = 0;

        for (int turn = 0; turn < 10_000; turn++)
        {
            var lane = share.Next;
            double seconds = lane is ForwardLane.Interactive ? 0.001 : 0.020;
            share.Charge(lane, TimeSpan.FromSeconds(seconds));
            (interactive, bulk) = lane is ForwardLane.Interactive ? (interactive + seconds, bulk) : (interactive, bulk + seconds);
        }

        Assert.Equal(0.25, bulk / (interactive + bulk), 0.01);
    }

    [Fact]
    public void Next_InteractiveAfterBulkHadTheMachine_IsInteractive()
    {
        var share = new LaneShare(bulkShare: 0.25);
        share.Charge(ForwardLane.Bulk, TimeSpan.FromSeconds(60));

        share.Wake(ForwardLane.Interactive);

        Assert.Equal(ForwardLane.Interactive, share.Next);
    }

    [Fact]
    public void Wake_AfterALongRest_GivesABurstAndNoMonopoly()
    {
        var share = new LaneShare(bulkShare: 0.25);
        share.Charge(ForwardLane.Bulk, TimeSpan.FromSeconds(60));
        share.Wake(ForwardLane.Interactive);

        double burst = 0;
        while (share.Next is ForwardLane.Interactive)
        {
            share.Charge(ForwardLane.Interactive, TimeSpan.FromSeconds(0.001));
            burst += 0.001;
        }

        Assert.InRange(burst, 0.07, 0.08);
    }
}
