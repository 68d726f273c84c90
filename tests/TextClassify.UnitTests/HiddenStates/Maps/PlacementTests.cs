using TextClassify.HiddenStates.Maps;

namespace TextClassify.UnitTests.HiddenStates.Maps;

public sealed class PlacementTests
{
    private static readonly float[] Xs = [0, 1, 0, 30, 31, 30];
    private static readonly float[] Ys = [0, 0, 1, 30, 30, 31];

    [Fact]
    public void Gradient_AnyPlace_IsTheDifferenceOfTheRowsDivergence()
    {
        int[] ids = [0, 1, 3];
        float[] weights = [0.5f, 0.3f, 0.2f];

        var (x, y) = Placement.Gradient(3, 2, ids, weights, Xs, Ys, exaggeration: 1);

        const double Step = 1e-4;
        Assert.Equal((Divergence(3 + Step, 2) - Divergence(3 - Step, 2)) / (2 * Step), x, 1e-4);
        Assert.Equal((Divergence(3, 2 + Step) - Divergence(3, 2 - Step)) / (2 * Step), y, 1e-4);

        double Divergence(double atX, double atY)
        {
            double[] near = [.. Xs.Zip(Ys, (px, py) => 1 / (1 + Math.Pow(atX - px, 2) + Math.Pow(atY - py, 2)))];
            return ids.Index().Sum(entry => weights[entry.Index] * Math.Log(weights[entry.Index] / (near[entry.Item] / near.Sum())));
        }
    }

    [Fact]
    public void Place_NearOneCluster_LandsInIt()
    {
        var (x, y) = Placement.Place([4, 3, 5, 0], [0.1f, 0.2f, 0.2f, 9], 30, Xs, Ys);

        Assert.InRange(x, 20, 45);
        Assert.InRange(y, 20, 45);
    }
}
