using CsCheck;
using TextClassify.Inference.Batching;

namespace TextClassify.UnitTests.Batching;

public sealed class BatchPlannerTests
{
    private static readonly Gen<(int[] Lengths, int Anchor, BatchLimits Limits)> AnyChoice =
        from lengths in Gen.Int[1, 300].Array[1, 80]
        from anchor in Gen.Int[0, lengths.Length - 1]
        from limits in Gen.Select(Gen.Int[1, 5_000], Gen.Int[1, 100], Gen.Double[1, 2], (tokens, rows, ratio) => new BatchLimits(tokens, rows, ratio))
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
        Assert.InRange(padded, real, Math.Max(real + BatchPlanner.FreePadding, limits.MaxPaddingRatio * real));
    });

    [Fact]
    public void Around_AnyRows_LeavesNoNeighbourThatFits() => AnyChoice.Sample((lengths, anchor, limits) =>
    {
        var (start, end) = BatchPlanner.Around(lengths, anchor, limits);

        int rows = end - start, real = lengths[start..end].Sum();
        Assert.False(start > 0 && BatchPlanner.Fits(rows + 1, lengths[end - 1], real + lengths[start - 1], limits));
        Assert.False(end < lengths.Length && BatchPlanner.Fits(rows + 1, lengths[end], real + lengths[end], limits));
    });

    [Fact]
    public void Around_EqualLengths_FillsTheBudget() =>
        Assert.Equal((0, 10), BatchPlanner.Around(Enumerable.Repeat(10, 25).ToArray(), anchor: 0, new BatchLimits(100, 64, 1.25)));

    [Fact]
    public void Around_OneLongAmongShort_LeavesItApart() =>
        Assert.Equal((0, 2), BatchPlanner.Around([5, 6, 256], anchor: 0, new BatchLimits(4_096, 64, 1.25)));

    [Fact]
    public void Around_NearerNeighbours_ComeFirst() =>
        Assert.Equal((1, 4), BatchPlanner.Around([10, 99, 100, 101, 190], anchor: 2, new BatchLimits(303, 64, 10)));

    [Fact]
    public void Around_LongerThanTheBudget_RunsAlone() =>
        Assert.Equal((1, 2), BatchPlanner.Around([10, 500, 500], anchor: 1, new BatchLimits(400, 64, 1.25)));
}
