using TextClassify.Training.Pairing;

namespace TextClassify.Training.Tests.Pairing;

public sealed class PairedShareTests
{
    /// <summary>Of 100 rows 30 are right for the second alone, 10 for the first: 20 points, give or take 1.96 sqrt(36)/100.</summary>
    [Fact]
    public void Of_KnownRows_IsTheDifferenceWithItsInterval()
    {
        bool[] first = [.. Enumerable.Range(0, 100).Select(row => row is < 10 or >= 50)];
        bool[] second = [.. Enumerable.Range(0, 100).Select(row => row >= 20)];

        var paired = PairedShare.Of(first, second);

        Assert.Equal(0.2, paired.Difference, 1e-12);
        Assert.Equal(0.2 - (1.96 * 0.06), paired.Low, 1e-12);
        Assert.Equal(0.2 + (1.96 * 0.06), paired.High, 1e-12);
        Assert.Equal(McNemar.PValue(10, 30), paired.PValue);
    }

    [Fact]
    public void Of_RowsOfAnotherNumber_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedShare.Of([true], [true, false]));
}
