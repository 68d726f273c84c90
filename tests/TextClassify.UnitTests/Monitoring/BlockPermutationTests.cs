using TextClassify.Numerics;

namespace TextClassify.Monitoring;

/// <summary>False alarms and power over seeded simulations; what they count is in <c>docs/memory.md</c>.</summary>
public sealed class BlockPermutationTests
{
    private const int Runs = 1_000;
    private const int Draws = 199;
    private const int Groups = 64;

    /// <summary>3,000 texts of a reference, 2,000 of a window, four labels: drawn alike, so every alarm is false.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Test_NoDrift_AlarmsAsOftenAsAsked(bool clustered)
    {
        double[] p = Simulate(Runs, chance => (Draw(ref chance, 3_000, 0.5, clustered), Draw(ref chance, 2_000, 0.5, clustered)));

        Assert.InRange(p.Count(value => value <= 0.05), 33, 69);
        Assert.InRange(p.Count(value => value <= 0.01), 3, 19);
    }

    /// <summary>The reference of a package: 872 independent texts whose shares alone are known, and a window of callers.</summary>
    [Fact]
    public void Test_NoDriftFromAPackage_AlarmsAtMostAsOftenAsAsked()
    {
        double[] p = Simulate(Runs, chance =>
        {
            double[] shares = Draw(ref chance, 872, 0.5, clustered: false).Shares();
            return (GroupedCounts.Deal(shares, 872, Groups, seed: chance.Next(1_000_000)), Draw(ref chance, 2_000, 0.5, clustered: true));
        });

        Assert.InRange(p.Count(value => value <= 0.05), 20, 69);
    }

    [Fact]
    public void Test_FiveInAHundredMore_IsFound()
    {
        double[] p = Simulate(200, chance => (Draw(ref chance, 10_000, 0.5, false), Draw(ref chance, 3_000, 0.55, false)));

        Assert.InRange(p.Count(value => value <= 0.01), 180, 200);
    }

    /// <summary>All texts of one kind before, and of another now: groups without any variance.</summary>
    [Fact]
    public void Test_EverythingElse_IsFound()
    {
        GroupedCounts before = new(Groups, 2), now = new(Groups, 2);
        for (int group = 0; group < Groups; group++)
        {
            before.Add(group, 0, 10);
            now.Add(group, 1, 10);
        }

        var test = BlockPermutation.Test(before, now, Draws, seed: 1);

        Assert.Equal((1, 1.0 / (Draws + 1)), (test.Effect, test.PValue));
        Assert.Equal(1, BlockPermutation.Test(before, before, Draws, seed: 1).PValue);
    }

    [Fact]
    public void Test_OneCallersTexts_AreTooFewGroups()
    {
        var one = new GroupedCounts(Groups, 2);
        one.Add(5, 0, 1_000);
        var other = new GroupedCounts(Groups, 2);
        other.Add(5, 1, 1_000);

        var test = BlockPermutation.Test(one, other, Draws, seed: 1);

        Assert.Null(test.PValue);
        Assert.Equal(1, test.Effect);
    }

    [Fact]
    public void Add_EightReplicas_IsOneBitForBit()
    {
        var chance = new SplitMix64(7, 0);
        var one = new GroupedCounts(Groups, 4);
        GroupedCounts[] eight = [.. Enumerable.Range(0, 8).Select(_ => new GroupedCounts(Groups, 4))];
        for (int text = 0; text < 5_000; text++)
        {
            int group = chance.Next(Groups), bin = chance.Next(4);
            one.Add(group, bin, 1);
            eight[chance.Next(8)].Add(group, bin, 1);
        }

        var merged = new GroupedCounts(Groups, 4);
        Array.ForEach(eight, merged.Add);

        Assert.All(Enumerable.Range(0, Groups), group => Assert.Equal(one.Of(group), merged.Of(group)));
        var reference = GroupedCounts.Deal([0.25, 0.25, 0.25, 0.25], 872, Groups, seed: 3);
        Assert.Equal(BlockPermutation.Test(reference, one, Draws, 1), BlockPermutation.Test(reference, merged, Draws, 1));
    }

    [Fact]
    public void Deal_Shares_AreKept()
    {
        var dealt = GroupedCounts.Deal([0.487385, 0.512615], 872, Groups, seed: 1);

        Assert.Equal(872, dealt.Total);
        Assert.Equal([425, 447], dealt.Shares().Select(share => (int)Math.Round(872 * share)));
        Assert.All(Enumerable.Range(0, Groups), group => Assert.InRange(dealt[group, 0] + dealt[group, 1], 13, 14));
    }

    private static double[] Simulate(int runs, Func<SplitMix64, (GroupedCounts Reference, GroupedCounts Window)> draw)
    {
        double[] p = new double[runs];
        Parallel.For(0, runs, run =>
        {
            var (reference, window) = draw(new SplitMix64(2_027, run));
            p[run] = BlockPermutation.Test(reference, window, Draws, seed: run).PValue!.Value;
        });
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{runs} runs: {p.Count(value => value <= 0.05)} at 0.05, {p.Count(value => value <= 0.01)} at 0.01.");
        return p;
    }

    /// <summary>
    /// Four labels, the first two with shares 'first' and 1 - first of what is left over of two rare ones. Clustered: 40 callers of unequal
    /// size who each lean their own way.
    /// </summary>
    private static GroupedCounts Draw(ref SplitMix64 chance, int texts, double first, bool clustered)
    {
        var counts = new GroupedCounts(Groups, 4);
        const int Callers = 40;
        double[] lean = new double[Callers];
        int[] group = new int[Callers];
        for (int caller = 0; caller < Callers; caller++)
        {
            lean[caller] = clustered ? 0.08 * chance.NextNormal() : 0;
            group[caller] = chance.Next(Groups);
        }

        for (int text = 0; text < texts; text++)
        {
            // Squared, so that some callers send far more than others.
            double place = chance.NextDouble();
            int caller = (int)(place * place * Callers);
            double u = chance.NextDouble();
            double split = Math.Clamp(first + lean[caller], 0.05, 0.9);
            counts.Add(clustered ? group[caller] : chance.Next(Groups), u < 0.01 ? 2 : u < 0.06 ? 3 : u < 0.06 + (0.94 * split) ? 0 : 1, 1);
        }

        return counts;
    }
}
