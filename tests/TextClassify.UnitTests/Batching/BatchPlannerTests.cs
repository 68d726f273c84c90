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
            Gen.Int[1, 5_000], Gen.Int[1, 100], Gen.Double[1, 2], Gen.Int[0, 500], (tokens, rows, ratio, cost) => new BatchLimits(tokens, rows, ratio, cost))
        select (lengths.Order().ToArray(), anchor, limits);

    [Fact]
    public void Around_AnyRows_HoldsTheAnchor() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = BatchPlanner.Around(lengths, anchor, limits);

        Assert.InRange(anchor, start, end - 1);
    });

    [Fact]
    public void Around_AnyRows_KeepsTheLimitsUnlessTheAnchorAloneExceedsThem() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = BatchPlanner.Around(lengths, anchor, limits);

        int rows = end - start, padded = rows * lengths[end - 1], real = lengths[start..end].Sum();
        Assert.True(rows == 1 || (rows <= limits.MaxRows && padded <= limits.MaxTokens));
        Assert.InRange(padded, real, Math.Max(real + limits.RunCost, limits.MaxPaddingRatio * real));
    });

    [Fact]
    public void Around_AnyRows_IsNoDearerThanTheAnchorAloneNorCheaperWithANeighbour() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = BatchPlanner.Around(lengths, anchor, limits);

        double cost = CostOf(start, end);
        Assert.InRange(cost, 1, CostOf(anchor, anchor + 1));
        Assert.True(start == 0 || IsDearer(start - 1, end));
        Assert.True(end == lengths.Length || IsDearer(start, end + 1));

        double CostOf(int from, int to) => BatchPlanner.Cost(to - from, lengths[to - 1], lengths[from..to].Sum(), limits);
        bool IsDearer(int from, int to) => CostOf(from, to) > cost || !BatchPlanner.Fits(to - from, lengths[to - 1], lengths[from..to].Sum(), limits);
    });

    [Fact]
    public void Around_EqualLengths_FillsTheBudget() =>
        Assert.Equal((0, 10), BatchPlanner.Around(Enumerable.Repeat(10, 25).ToArray(), anchor: 0, Wide with { MaxTokens = 100 }));

    [Fact]
    public void Around_OneLongAmongShort_LeavesItApart() =>
        Assert.Equal((0, 2), BatchPlanner.Around([5, 6, 256], anchor: 0, Wide));

    // One more row of 20 would cost 20 tokens for 12: more a token than the run does without it.
    [Theory]
    [InlineData(12, 1, 5)]
    [InlineData(19, 0, 5)]
    public void Around_ShorterRow_JoinsWhileThatMakesATokenCheaper(int shorter, int start, int end) =>
        Assert.Equal((start, end), BatchPlanner.Around([shorter, 20, 20, 20, 20], anchor: 4, Wide));

    [Fact]
    public void Around_RunsAreDear_PadsMore() =>
        Assert.Equal((0, 5), BatchPlanner.Around([12, 20, 20, 20, 20], anchor: 4, Wide with { RunCost = 1_000 }));

    [Fact]
    public void Around_NearerNeighbours_ComeFirst() =>
        Assert.Equal((1, 4), BatchPlanner.Around([10, 99, 100, 101, 190], anchor: 2, Wide with { MaxTokens = 303, MaxPaddingRatio = 10 }));

    [Fact]
    public void Around_LongerThanTheBudget_RunsAlone() =>
        Assert.Equal((1, 2), BatchPlanner.Around([10, 500, 500], anchor: 1, Wide with { MaxTokens = 400 }));
}
