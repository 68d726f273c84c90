using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class PairRepulsionTests
{
    /// <summary>One tile, a tile that is not full, one that is full to the point, several.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1_024)]
    [InlineData(1_027)]
    [InlineData(3_001)]
    public void Write_AnyNumberOfPoints_IsEachPointAgainstAllOthers(int count)
    {
        var (xs, ys) = Points(count);
        float[] forceX = new float[count], forceY = new float[count];

        double total = new TiledRepulsion(count, Clouds.Work).Write(xs, ys, forceX, forceY);

        double expected = 0;
        for (int i = 0; i < count; i++)
        {
            double q = 0, x = 0, y = 0;
            for (int j = 0; j < count; j++)
            {
                double gapX = (double)xs[i] - xs[j], gapY = (double)ys[i] - ys[j], near = 1 / (1 + (gapX * gapX) + (gapY * gapY));
                (q, x, y) = (i == j ? q : q + near, x + (near * near * gapX), y + (near * near * gapY));
            }

            expected += q;
            Assert.Equal(x, forceX[i], 2e-4);
            Assert.Equal(y, forceY[i], 2e-4);
        }

        Assert.Equal(expected, total, 1e-5 * (1 + expected));
    }

    [Fact]
    public void Write_OneThreadOrMore_GivesTheSameBits()
    {
        const int Count = 2_500;
        var (xs, ys) = Points(Count);
        float[] alone = new float[Count], together = new float[Count], rest = new float[Count];

        double one = new TiledRepulsion(Count, new ParallelOptions { MaxDegreeOfParallelism = 1 }).Write(xs, ys, alone, rest);
        double more = new TiledRepulsion(Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }).Write(xs, ys, together, rest);

        Assert.Equal(one, more);
        Assert.Equal(alone, together);
    }

    private static (float[] X, float[] Y) Points(int count)
    {
        var random = new Random(count);
        return ([.. Values()], [.. Values()]);

        IEnumerable<float> Values() => Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 40) - 20);
    }
}
