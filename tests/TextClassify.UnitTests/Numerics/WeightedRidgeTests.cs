using CsCheck;
using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class WeightedRidgeTests
{
    [Fact]
    public void Fit_TwoPoints_ByHand()
    {
        // Centred: x = -1, 1 and y = -2, 2; b = 4 / (2 + alpha).
        double[] b = new double[1];

        var (intercept, r2) = WeightedRidge.Fit([1.0, 3.0], [5, 9], [1, 1], alpha: 2, b);

        Assert.Equal(1, b[0], 1e-12);
        Assert.Equal(5, intercept, 1e-12);
        Assert.Equal(0.75, r2, 1e-12);
    }

    [Fact]
    public void Fit_AnyData_HasNoGradientAtItsSolution() => (
        from n in Gen.Int[2, 9]
        from p in Gen.Int[1, 9]
        from x in Gen.Double[-1, 1].Array[n * p]
        from y in Gen.Double[-1, 1].Array[n]
        from w in Gen.Double[0.1, 2].Array[n]
        select (n, p, x, y, w)).Sample(data =>
        {
            const double Alpha = 0.3;
            double[] b = new double[data.p];
            var (a, _) = WeightedRidge.Fit([.. data.x], data.y, data.w, Alpha, b);

            double[] residuals = [.. Enumerable.Range(0, data.n).Select(
                i => data.w[i] * (data.y[i] - a - Enumerable.Range(0, data.p).Sum(j => data.x[(i * data.p) + j] * b[j])))];
            Assert.Equal(0, residuals.Sum(), 1e-9);
            for (int j = 0; j < data.p; j++)
            {
                Assert.Equal(Alpha * b[j], Enumerable.Range(0, data.n).Sum(i => residuals[i] * data.x[(i * data.p) + j]), 1e-9);
            }
        });
}
