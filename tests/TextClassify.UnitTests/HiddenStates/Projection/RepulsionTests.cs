using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

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

    /// <summary>A machine without vectors of sixteen draws the same map.</summary>
    [Fact]
    public void Wide_AnyPoints_GivesTheBitsOfNarrow()
    {
        var random = new Random(5);
        float[] xs = [.. Enumerable.Range(0, 160).Select(_ => (random.NextSingle() * 200) - 100)];
        float[] ys = [.. Enumerable.Range(0, 160).Select(_ => (random.NextSingle() * 200) - 100)];
        float[] wideX = new float[160], wideY = new float[160], narrowX = new float[160], narrowY = new float[160];

        Assert.Equal(Repulsion.Narrow(1, 2, xs, ys), Repulsion.Wide(1, 2, xs, ys));
        var (first, second) = PairRepulsion.Wide([1, 3], [2, 4], xs, ys, wideX, wideY);
        Assert.Equal(PairRepulsion.Narrow(1, 2, xs, ys, narrowX, narrowY), first);
        Assert.Equal(PairRepulsion.Narrow(3, 4, xs, ys, narrowX, narrowY), second);
        Assert.Equal(narrowX, wideX);
        Assert.Equal(narrowY, wideY);
    }

    [Fact]
    public void WideProduct_AnyPanel_GivesTheBitsOfNarrow()
    {
        const int Width = 37;
        var random = new Random(6);
        float[] queries = [.. Enumerable.Range(0, PanelProduct.Queries * Width).Select(_ => random.NextSingle() - 0.5f)];
        float[] panel = [.. Enumerable.Range(0, StateTable.PanelStates * Width).Select(_ => random.NextSingle() - 0.5f)];
        float[] wide = new float[PanelProduct.Queries * StateTable.PanelStates], narrow = new float[wide.Length];

        PanelProduct.Wide(queries, Width, panel, wide);
        PanelProduct.Narrow(queries, Width, panel, narrow);

        Assert.Equal(narrow, wide);
    }
}
