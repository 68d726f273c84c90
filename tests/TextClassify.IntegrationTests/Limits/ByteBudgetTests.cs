using CsCheck;
using TextClassify.Api.Limits;
using TextClassify.Api.Settings;

namespace TextClassify.Limits;

public sealed class ByteBudgetTests
{
    private const long Mebibyte = 1024 * 1024;

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

    [Fact]
    public void TryGrow_LargeOnesHoldAllTheyMay_LeaveAQuarterToSmallOnes()
    {
        var budget = new ByteBudget(8 * Mebibyte);
        using var large = budget.Open();
        using var other = budget.Open();
        using var small = budget.Open();

        Assert.False(large.TryGrow((6 * Mebibyte) + 1));
        Assert.True(large.TryGrow(6 * Mebibyte));
        Assert.False(other.TryGrow(Mebibyte + 1));
        Assert.True(other.TryGrow(Mebibyte));
        Assert.False(other.TryGrow(Mebibyte + 1));
        Assert.True(small.TryGrow(Mebibyte));
        Assert.Equal(8 * Mebibyte, budget.Held);
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
    [InlineData(1, 11_184_811)]
    public void Bodies_OfAHeap_AreASixteenthUnlessSetAndHoldOneAtLeast(long configured, long expected)
    {
        var limits = new LimitsOptions { MaxBodyBytesInFlight = configured };
        var budgets = new MemoryBudgets(limits, memory: 768 << 20);

        Assert.Equal(expected, budgets.Bodies.Limit);
        Assert.True(budgets.Bodies.Open().TryGrow(limits.MaxBodyBytes));
        Assert.Equal(192 << 20, budgets.Answers.Limit);
    }
}
