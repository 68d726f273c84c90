using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class AffinitiesTests
{
    [Fact]
    public void Of_NeighbourGraph_IsSymmetricAndSumsToOne()
    {
        float[] states = Clouds.Of(120, 6, clusters: 2);
        var graph = NearestStates.FindOthers(StateTable.Of(states, 6), states, 30, Clouds.Work);

        var affinities = Affinities.Of(graph, 10, Clouds.Work);

        var values = new Dictionary<(int, int), float>();
        for (int row = 0; row < 120; row++)
        {
            for (int i = 0; i < affinities.IdsOf(row).Length; i++)
            {
                values.Add((row, affinities.IdsOf(row)[i]), affinities.ValuesOf(row)[i]);
            }
        }

        Assert.Equal(1, values.Values.Sum(value => (double)value), 1e-5);
        Assert.All(values, entry => Assert.Equal(entry.Value, values[(entry.Key.Item2, entry.Key.Item1)], 1e-9f));
        Assert.All(Enumerable.Range(0, 120), row => Assert.All(graph.IdsOf(row).ToArray(), other => Assert.Contains((row, other), values)));
    }
}
