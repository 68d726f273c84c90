using CsCheck;
using TextClassify.Api.Hosting;
using TextClassify.Api.Resilience;

namespace TextClassify.Resilience;

public sealed class ByteBudgetTests
{
    [Fact]
    public void TryGrow_BeyondTheLimit_KeepsWhatWasHeld()
    {
        var budget = new ByteBudget(100);
        using var one = budget.Open();
        using var other = budget.Open();

        Assert.True(one.TryGrow(60));
        Assert.False(other.TryGrow(41));
        Assert.True(other.TryGrow(40));
        Assert.False(one.TryGrow(61));
        Assert.True(one.TryGrow(10));
        Assert.Equal(100, budget.Held);
        one.Dispose();
        one.Dispose();
        Assert.Equal(40, budget.Held);
    }

    /// <summary>Whoever grows and gives back, and when, the limit holds and nothing stays behind.</summary>
    [Fact]
    public void TryGrow_FromManyThreads_NeverPassesTheLimitAndGivesAllBack() =>
        Gen.Int[1, 50].Array[1, 40].Array[2, 8].Sample(
            callers =>
            {
                var budget = new ByteBudget(100);
                bool passed = false;
                Parallel.ForEach(callers, steps =>
                {
                    using var lease = budget.Open();
                    foreach (int step in steps)
                    {
                        lease.TryGrow(step);
                        passed |= budget.Held > budget.Limit;
                    }
                });
                return !passed && budget.Held == 0;
            },
            iter: 50);

    [Theory]
    [InlineData(0, 48 << 20)]
    [InlineData(64 << 20, 64 << 20)]
    [InlineData(1, 8 << 20)]
    public void Bodies_OfAHeap_AreASixteenthUnlessSetAndHoldOneAtLeast(long configured, long expected)
    {
        var budgets = new MemoryBudgets(new LimitsOptions { MaxBodyBytesInFlight = configured }, memory: 768 << 20);

        Assert.Equal(expected, budgets.Bodies.Limit);
        Assert.Equal(192 << 20, budgets.Answers.Limit);
    }
}
