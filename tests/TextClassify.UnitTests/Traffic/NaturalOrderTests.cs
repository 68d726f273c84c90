using CsCheck;
using TextClassify.Inference.Traffic;

namespace TextClassify.UnitTests.Traffic;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("2", "10")]
    [InlineData("1.9", "1.10")]
    [InlineData("1", "1.0")]
    [InlineData("1.0-alpha", "1.0-beta")]
    [InlineData("99999999999999999999", "100000000000000000000")]
    [InlineData("2026-01", "2026-02")]
    public void Compare_NumbersInNames_CountAsNumbers(string lower, string higher)
    {
        Assert.True(NaturalOrder.Instance.Compare(lower, higher) < 0);
        Assert.True(NaturalOrder.Instance.Compare(higher, lower) > 0);
    }

    [Fact]
    public void Compare_AnyVersions_IsATotalOrder()
    {
        var versions = Gen.String[Gen.Char["019.-aZ"], 0, 6];

        Gen.Select(versions, versions, versions).Sample((a, b, c) =>
        {
            var order = NaturalOrder.Instance;
            Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
            Assert.Equal(a == b, order.Compare(a, b) == 0);
            Assert.False(order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0 && order.Compare(a, c) > 0);
        });
    }
}
