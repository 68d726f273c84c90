using TextClassify.Training.Translation;

namespace TextClassify.Training.Tests.Translation;

public sealed class AttentionFiguresTests
{
    [Fact]
    public void Of_LooksAtTheAlignedSymbolAlone_HasNoEntropyAndAllHits()
    {
        var figures = AttentionFigures.Of([7, 8, 9], [8, 9], [0, 1, 0, 0, 0, 1]);

        Assert.Equal(new AttentionFigures(0, 1, 1, 2), figures);
    }

    [Fact]
    public void Of_LooksEverywhereAlike_HasAllTheEntropy()
    {
        float[] even = new float[2 * 4];
        Array.Fill(even, 0.25f);

        var figures = AttentionFigures.Of([7, 8, 9, 6], [8, 5], even);

        Assert.Equal(1, figures.Entropy, 1e-6);
        Assert.Equal(0.75, figures.NearMass, 1e-6);
        Assert.Equal(1, figures.Aligned);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4 }, new[] { 2, 4 }, new[] { 1, 3 })]
    [InlineData(new[] { 1, 2 }, new[] { 5, 2, 6 }, new[] { -1, 1, -1 })]
    [InlineData(new[] { 1, 2, 1, 3 }, new[] { 3, 1, 2, 1 }, new[] { -1, 0, 1, 2 })]
    public void Align_Symbols_FollowsALongestCommonSubsequence(int[] source, int[] target, int[] expected) =>
        Assert.Equal(expected, AttentionFigures.Align(source, target));
}
