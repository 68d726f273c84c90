using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class MapQualityTests
{
    [Fact]
    public void Recall_HalfTheNeighboursKept_IsAHalf()
    {
        var states = new NeighbourGraph(2, [1, 2, 0, 2], new float[4]);
        var map = new NeighbourGraph(2, [2, 3, 0, 3], new float[4]);

        Assert.Equal(0.5, MapQuality.Recall(states, map, 2));
        Assert.Equal(0.5, MapQuality.Recall(states, map, 1));
        Assert.Equal(1, MapQuality.Recall(states, states, 2));
    }

    /// <summary>
    /// Eight states on a line at 0, 1, 3, 6, 10, 15, 21, 28, k = 1. The map gives the first one the last as its neighbour, of rank 7 in
    /// truth, and every other its own: the penalty is 6, and 2 / (8 x 1 x (16 - 3 - 1)) of it is 1/8.
    /// </summary>
    [Fact]
    public void Trustworthiness_OneFalseNeighbour_CostsItsRank()
    {
        float[] states = [0, 1, 3, 6, 10, 15, 21, 28];
        var map = new NeighbourGraph(1, [7, 0, 1, 2, 3, 4, 5, 6], new float[8]);

        double all = MapQuality.Trustworthiness(states, 1, map, 1, [.. Enumerable.Range(0, 8)], Clouds.Work);

        Assert.Equal(1 - (2 * 6 / (8.0 * 12)), all, 1e-12);
        Assert.Equal(1, MapQuality.Trustworthiness(states, 1, map, 1, [1, 2, 3], Clouds.Work));
    }
}
