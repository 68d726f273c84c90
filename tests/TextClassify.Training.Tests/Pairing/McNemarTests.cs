using TextClassify.Training.Pairing;

namespace TextClassify.Training.Tests.Pairing;

public sealed class McNemarTests
{
    /// <summary>By hand: twice the sum of the smaller tail's binomials over 2^n, at most 1.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(1, 9, 2 * (1 + 10) / 1024.0)]
    [InlineData(0, 6, 2 / 64.0)]
    [InlineData(3, 7, 2 * (1 + 10 + 45 + 120) / 1024.0)]
    public void PValue_FewRows_IsTheBinomialTail(int first, int second, double expected)
    {
        Assert.Equal(expected, McNemar.PValue(first, second), 1e-12);
        Assert.Equal(expected, McNemar.PValue(second, first), 1e-12);
    }

    [Fact]
    public void PValue_ManyRows_StaysANumber()
    {
        Assert.Equal(1, McNemar.PValue(50_000, 50_000), 1e-9);
        Assert.InRange(McNemar.PValue(49_000, 51_000), 1e-11, 1e-9);
        Assert.Equal(0, McNemar.PValue(0, 100_000));
    }
}
