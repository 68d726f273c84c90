using CsCheck;
using TextClassify.Inference.Batching;

namespace TextClassify.UnitTests.Batching;

public sealed class BatchPlannerTests
{
    private const int RunCost = 24;

    private static readonly BatchLimits Wide = new(MaxTokens: 4_096, MaxRows: 64, MaxPaddingRatio: 1.25, RunCost);

    private static readonly Gen<(int[] Lengths, int Anchor, BatchLimits Limits)> AnyChoice =
        from lengths in Gen.Int[1, 300].Array[1, 80]
        from anchor in Gen.Int[0, lengths.Length - 1]
        from limits in Gen.Select(
            Gen.Int[1, 5_000],
            Gen.Int[1, 100],
            Gen.Double[1, 2],
            Gen.Int[0, 500],
            (tokens, rows, ratio, cost) => new BatchLimits(tokens, rows, ratio, cost))
        select Choice(lengths.Order().ToArray(), anchor, limits);

    [Fact]
    public void Join_AnyRows_HoldsTheAnchor() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = Around(lengths, anchor, limits);

        Assert.InRange(anchor, start, end - 1);
    });

    [Fact]
    public void Join_AnyRows_KeepsTheLimitsUnlessTheAnchorAloneExceedsThem() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = Around(lengths, anchor, limits);

        int rows = end - start, padded = rows * lengths[end - 1], real = lengths[start..end].Sum();
        Assert.True(rows == 1 || (rows <= limits.MaxRows && padded <= limits.MaxTokens));
        Assert.InRange(padded, real, Math.Max(real + limits.RunCost, limits.MaxPaddingRatio * real));
    });

    [Fact]
    public void Join_AnyRows_IsNoDearerThanTheAnchorAloneNorCheaperWithANeighbour() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = Around(lengths, anchor, limits);

        double cost = CostOf(start, end);
        Assert.InRange(cost, 1, CostOf(anchor, anchor + 1));
        Assert.True(start == 0 || IsDearer(start - 1, end));
        Assert.True(end == lengths.Length || IsDearer(start, end + 1));

        double CostOf(int from, int to) => BatchPlanner.Cost(SizeOf(lengths, from, to), limits);
        bool IsDearer(int from, int to) => CostOf(from, to) > cost || !BatchPlanner.Fits(SizeOf(lengths, from, to), limits);
    });

    [Fact]
    public void Join_EqualLengths_FillsTheBudget() =>
        Assert.Equal((15, 25), Around(Enumerable.Repeat(10, 25).ToArray(), anchor: 24, Wide with { MaxTokens = 100 }));

    [Fact]
    public void Join_OneLongAmongShort_LeavesItApart() =>
        Assert.Equal((0, 2), Around([5, 6, 256], anchor: 0, Wide));

    // One more row of 20 would cost 20 tokens for 12: more a token than the run does without it.
    [Theory]
    [InlineData(12, 1, 5)]
    [InlineData(19, 0, 5)]
    public void Join_ShorterRow_JoinsWhileThatMakesATokenCheaper(int shorter, int start, int end) =>
        Assert.Equal((start, end), Around([shorter, 20, 20, 20, 20], anchor: 4, Wide));

    [Fact]
    public void Join_RunsAreDear_PadsMore() =>
        Assert.Equal((0, 5), Around([12, 20, 20, 20, 20], anchor: 4, Wide with { RunCost = 1_000 }));

    [Fact]
    public void Join_NearerNeighbours_ComeFirst() =>
        Assert.Equal((1, 4), Around([10, 99, 100, 101, 190], anchor: 2, Wide with { MaxTokens = 303, MaxPaddingRatio = 10 }));

    [Fact]
    public void Join_LongerThanTheBudget_RunsAlone() =>
        Assert.Equal((2, 3), Around([10, 500, 500], anchor: 2, Wide with { MaxTokens = 400 }));

    [Fact]
    public void Join_BatchOfSeveral_CountsThemAll() =>
        Assert.Equal(
            (2, 4),
            BatchPlanner.Join([10, 20, 20, 20], new BatchSize(Rows: 3, Longest: 20, Real: 60), Wide with { MaxTokens = 100, RunCost = 0 }));

    /// <summary>Of equal lengths the last is the anchor: the others stand below it.</summary>
    private static (int[] Lengths, int Anchor, BatchLimits Limits) Choice(int[] lengths, int any, BatchLimits limits) =>
        (lengths, Array.LastIndexOf(lengths, lengths[any]), limits);

    /// <summary>What joins a row alone, as a range of all lengths with that row among them.</summary>
    private static (int Start, int End) Around(int[] lengths, int anchor, BatchLimits limits)
    {
        int[] others = [.. lengths[..anchor], .. lengths[(anchor + 1)..]];
        var (start, end) = BatchPlanner.Join(others, SizeOf(lengths, anchor, anchor + 1), limits);
        return (start, end + 1);
    }

    private static BatchSize SizeOf(int[] lengths, int from, int to) => new(to - from, lengths[to - 1], lengths[from..to].Sum());
}
