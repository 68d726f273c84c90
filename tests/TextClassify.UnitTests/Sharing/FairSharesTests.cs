using CsCheck;
using TextClassify.Forward;
using TextClassify.Inference.Sharing;

namespace TextClassify.UnitTests.Sharing;

public sealed class FairSharesTests
{
    [Fact]
    public void IsBefore_AnyCosts_CallersWhoAlwaysWaitDifferByOneRunAtMost() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[1, 100].Array[50, 200]).Sample((callers, costs) =>
        {
            var shares = new FairShares(ForwardLane.Bulk);
            var waiting = Enumerable.Range(0, callers).Select(caller => Arrive(shares, new NamedOwner($"caller {caller}"))).ToArray();

            foreach (int cost in costs)
            {
                Serve(shares, waiting, cost);
                double[] served = [.. waiting.Select(share => share.Caller.Tag)];
                Assert.InRange(served.Max() - served.Min(), 0, 100);
            }
        });

    [Fact]
    public void Arrive_AfterARest_EarnsNoCredit()
    {
        var shares = new FairShares(ForwardLane.Bulk);
        RequestShare busy = Arrive(shares, new NamedOwner("busy")), idle = Arrive(shares, new NamedOwner("idle"));
        shares.Leave(idle);
        for (int run = 0; run < 50; run++)
        {
            Serve(shares, [busy], 10);
        }

        RequestShare[] waiting = [busy, Arrive(shares, new NamedOwner("idle"))];
        for (int run = 0; run < 20; run++)
        {
            Serve(shares, waiting, 10);
        }

        Assert.Same(idle.Caller, waiting[1].Caller);
        Assert.InRange(busy.Served, 59, 61);
    }

    [Fact]
    public void Arrive_NewRequestOfACaller_IsDueBeforeItsDearOnes()
    {
        var shares = new FairShares(ForwardLane.Bulk);
        RequestShare[] dear = [.. Enumerable.Range(0, 8).Select(_ => Arrive(shares, new NamedOwner("one")))];
        for (int run = 0; run < 80; run++)
        {
            Serve(shares, dear, 10);
        }

        var brief = Arrive(shares, new NamedOwner("one"));
        Serve(shares, [.. dear, brief], 10);
        for (int run = 0; run < 8 && brief.Served == 0; run++)
        {
            Serve(shares, [.. dear, brief], 10);
        }

        Assert.Equal(1, brief.Served);
    }

    // A flood of new requests, each served at once, must not always be due before one that has had a run.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Arrive_NewcomersWithoutEnd_OneThatHadARunIsServedInItsTurn(bool sameCaller)
    {
        var shares = new FairShares(ForwardLane.Bulk);
        var steady = Arrive(shares, new NamedOwner("steady"));
        var newcomers = Enumerable.Range(0, 7).Select(NewcomerOf).ToList();
        for (int run = 0; run < 800; run++)
        {
            var served = Serve(shares, [.. newcomers, steady], 10);
            if (served != steady)
            {
                shares.Leave(served);
                newcomers.Remove(served);
                newcomers.Add(NewcomerOf(run + 7));
            }
        }

        Assert.InRange(steady.Served, 80, 120);

        RequestShare NewcomerOf(int number) => Arrive(shares, new NamedOwner(sameCaller ? "steady" : $"newcomer {number}"));
    }

    [Fact]
    public void Arrive_MoreCallersThanAreKept_ForgetsNoneThatIsAhead()
    {
        var shares = new FairShares(ForwardLane.Bulk);
        Arrive(shares, new NamedOwner("other"));
        var ahead = Arrive(shares, new NamedOwner("ahead"));
        Serve(shares, [ahead], 10);
        shares.Leave(ahead);
        for (int caller = 0; caller < 3_000; caller++)
        {
            shares.Leave(Arrive(shares, new NamedOwner($"caller {caller}")));
        }

        Assert.Same(ahead.Caller, Arrive(shares, new NamedOwner("ahead")).Caller);
    }

    // Else a request that pauses would share its caller's turns with nobody.
    [Fact]
    public void Arrive_CallerWasLetGoMeanwhile_RequestsOfItShareOneCallerAgain()
    {
        var shares = new FairShares(ForwardLane.Bulk);
        var paused = new NamedOwner("one");
        var before = Arrive(shares, paused);
        Serve(shares, [before], 10);
        shares.Leave(before);
        Serve(shares, [Arrive(shares, new NamedOwner("other"))], 10);
        for (int caller = 0; caller < 3_000; caller++)
        {
            shares.Leave(Arrive(shares, new NamedOwner($"caller {caller}")));
        }

        var other = Arrive(shares, new NamedOwner("one"));
        var again = Arrive(shares, paused);

        Assert.NotSame(before.Caller, other.Caller);
        Assert.Same(other.Caller, again.Caller);
        Assert.Equal(1, again.Served);
        Assert.Equal(2, other.Caller.Open);
    }

    private static RequestShare Arrive(FairShares shares, RunOwner owner) => owner.Begin(shares.Arrive);

    /// <summary>Runs whoever is due, for so many seconds and one token.</summary>
    private static RequestShare Serve(FairShares shares, RequestShare[] waiting, int seconds)
    {
        var due = waiting[0];
        foreach (var share in waiting)
        {
            due = shares.IsBefore(share, due) ? share : due;
        }

        shares.Begin(due);
        shares.Charge(due, tokens: 1, TimeSpan.FromSeconds(seconds));
        return due;
    }
}
