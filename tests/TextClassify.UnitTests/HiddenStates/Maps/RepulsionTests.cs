using TextClassify.HiddenStates.Maps;

namespace TextClassify.UnitTests.HiddenStates.Maps;

public sealed class RepulsionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void Of_AnyNumberOfPoints_IsTheScalarSum(int count)
    {
        var random = new Random(count);
        float[] xs = [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 200) - 100)];
        float[] ys = [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 200) - 100)];
        double q = 0, forceX = 0, forceY = 0;
        for (int i = 0; i < count; i++)
        {
            double near = 1 / (1 + Math.Pow(3.0 - xs[i], 2) + Math.Pow(-4.0 - ys[i], 2));
            (q, forceX, forceY) = (q + near, forceX + (near * near * (3.0 - xs[i])), forceY + (near * near * (-4.0 - ys[i])));
        }

        var sums = Repulsion.Of(3, -4, xs, ys);

        Assert.Equal(q, sums.Q, 1e-5 * (1 + q));
        Assert.Equal(forceX, sums.X, 1e-5);
        Assert.Equal(forceY, sums.Y, 1e-5);
    }
}
