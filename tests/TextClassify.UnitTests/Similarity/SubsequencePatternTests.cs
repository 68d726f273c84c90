using System.Text;
using CsCheck;
using TextClassify.Similarity;

namespace TextClassify.UnitTests.Similarity;

public sealed class SubsequencePatternTests
{
    [Theory]
    [InlineData("CS(=O)(=O)Cl", "CS(=O)(=O)OCCCBr", 22.0 / 28)]
    [InlineData("OCCCBr", "CS(=O)(=O)OCCCBr", 12.0 / 22)]
    [InlineData("kitten", "sitting", 8.0 / 13)]
    [InlineData("abc", "", 0)]
    [InlineData("", "", 1)]
    public void RatioTo_KnownPairs_IsAsByHand(string one, string other, double ratio)
    {
        Assert.Equal(ratio, Ratio(one, other), 12);
        Assert.Equal(ratio, Ratio(other, one), 12);
    }

    /// <summary>
    /// Lengths around those of one, two and three machine words, and few symbols, so that carries run far; one pattern for all.
    /// </summary>
    [Fact]
    public void CommonWith_AnySequences_IsWhatDynamicProgrammingSays()
    {
        var pattern = new SubsequencePattern<int>(4);
        Gen.Select(Gen.Int[0, 3].Array[0, 200], Gen.Int[0, 3].Array[0, 200]).Sample(
            (one, other) =>
            {
                pattern.Set(one);
                Assert.Equal(Plain(one, other), pattern.CommonWith(other));
            },
            iter: 400,
            threads: 1);
    }

    [Fact]
    public void CommonWith_SymbolOutsideTheAlphabet_IsRefused()
    {
        var pattern = new SubsequencePattern<int>(4);
        pattern.Set([0, 1]);

        Assert.Throws<IndexOutOfRangeException>(() => pattern.CommonWith([4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => pattern.Set([4]));
    }

    private static double Ratio(string one, string other)
    {
        var pattern = new SubsequencePattern<byte>(128);
        pattern.Set(Encoding.ASCII.GetBytes(one));
        return pattern.RatioTo(Encoding.ASCII.GetBytes(other));
    }

    private static int Plain(int[] one, int[] other)
    {
        int[,] common = new int[one.Length + 1, other.Length + 1];
        for (int i = 1; i <= one.Length; i++)
        {
            for (int j = 1; j <= other.Length; j++)
            {
                common[i, j] = one[i - 1] == other[j - 1]
                    ? common[i - 1, j - 1] + 1
                    : Math.Max(common[i - 1, j], common[i, j - 1]);
            }
        }

        return common[one.Length, other.Length];
    }
}
