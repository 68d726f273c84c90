using CsCheck;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

public sealed class ForwardPlanTests
{
    private static readonly Gen<(int[] Lengths, int MaxTokens)> AnyCall = Gen.Select(Gen.Int[1, 300].Array[1, 80], Gen.Int[1, 5000]);

    [Fact]
    public void Cut_AnyRows_PutsEachInExactlyOneBlock() => AnyCall.Sample((lengths, maxTokens) =>
        Assert.Equal(
            Enumerable.Range(0, lengths.Length),
            Cut(lengths, maxTokens).SelectMany(block => block.Rows.ToArray()).Order()));

    [Fact]
    public void Cut_AnyRows_KeepsTheBudgetUnlessOneRowAloneExceedsIt() => AnyCall.Sample((lengths, maxTokens) =>
        Assert.All(Cut(lengths, maxTokens), block =>
        {
            Assert.Equal(block.Rows.ToArray().Max(row => lengths[row]), block.Longest);
            Assert.True(block.Rows.Length == 1 || block.Rows.Length * block.Longest <= maxTokens);
        }));

    [Fact]
    public void Cut_AnyRows_BoundsThePadding() => AnyCall.Sample((lengths, maxTokens) =>
        Assert.All(Cut(lengths, maxTokens), block =>
        {
            int real = block.Rows.ToArray().Sum(row => lengths[row]);
            Assert.InRange((block.Rows.Length * block.Longest) - real, 0, Math.Max(64, real / 4));
        }));

    [Fact]
    public void Cut_EqualLengths_FillsTheBudget()
    {
        var blocks = Cut([.. Enumerable.Repeat(10, 25)], maxTokens: 100);

        Assert.Equal([10, 10, 5], blocks.Select(block => block.Rows.Length));
    }

    [Fact]
    public void Cut_OneLongAmongShort_RunsItApart()
    {
        var blocks = Cut([5, 256, 6], maxTokens: 4096);

        Assert.Equal([[1], [2, 0]], blocks.Select(block => block.Rows.ToArray()));
    }

    private static List<ForwardBlock> Cut(int[] lengths, int maxTokens) =>
        ForwardPlan.Cut([.. lengths.Select(length => new ReadOnlyMemory<int>(new int[length]))], maxTokens);
}
