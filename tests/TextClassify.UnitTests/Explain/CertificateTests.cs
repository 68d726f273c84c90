using TextClassify.Explain;

namespace TextClassify.UnitTests.Explain;

public sealed class CertificateTests
{
    [Fact]
    public void Exact_SmallScores_ToleratesOneTenThousandth()
    {
        var certificate = Certificate.Exact(1, [0.5f, 0.5f]);

        Assert.Equal(new Certificate(1, 1, 1e-4), certificate);
    }

    [Fact]
    public void Exact_LargeScoresThatCancel_ToleratesByTheirSize()
    {
        var certificate = Certificate.Exact(0, [500, -500]);

        Assert.Equal(1e-2, certificate.Tolerance, 1e-9);
    }

    [Theory]
    [InlineData(1.00009, true)]
    [InlineData(1.00011, false)]
    [InlineData(0.99989, false)]
    [InlineData(double.NaN, false)]
    public void Converged_Residual_IsHeldAgainstTheTolerance(double sum, bool converged) =>
        Assert.Equal(converged, new Certificate(1, sum, 1e-4).Converged);
}
