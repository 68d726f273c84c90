using System.Numerics.Tensors;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class NearestStatesTests
{
    [Theory]
    [InlineData(2, 1, 5)]
    [InlineData(31, 7, 4)]
    [InlineData(32, 16, 10)]
    [InlineData(137, 33, 20)]
    [InlineData(500, 300, 90)]
    public void FindOthers_AnyShape_IsBruteForce(int count, int width, int k)
    {
        float[] states = Clouds.Of(count, width, clusters: Math.Min(3, width));

        var graph = NearestStates.FindOthers(StateTable.Of(states, width), states, k, Clouds.Work);

        for (int row = 0; row < count; row++)
        {
            var expected = Brute(states, width, states.AsSpan(row * width, width), self: row).Take(k).ToArray();
            Assert.Equal(expected.Select(other => other.Distance), graph.DistancesOf(row).ToArray());
            Assert.Equal(expected.Select(other => other.Id), graph.IdsOf(row).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(49)]
    public void Find_NewStates_AreBruteForceAndDoNotDependOnTheBatch(int count)
    {
        float[] states = Clouds.Of(200, 12), queries = Clouds.Of(count, 12, seed: 2);
        var table = StateTable.Of(states, 12);

        var graph = NearestStates.Find(table, queries, 15, Clouds.Work);

        for (int query = 0; query < count; query++)
        {
            var alone = NearestStates.Find(table, queries.AsMemory(query * 12, 12), 15, Clouds.Work);
            Assert.Equal(
                Brute(states, 12, queries.AsSpan(query * 12, 12), self: -1).Take(15).Select(other => other.Id),
                graph.IdsOf(query).ToArray());
            Assert.Equal(alone.Distances, graph.DistancesOf(query).ToArray());
        }
    }

    [Fact]
    public void Find_EqualStates_GiveTheLowerIdsFirst()
    {
        float[] states = new float[80 * 3];

        var graph = NearestStates.FindOthers(StateTable.Of(states, 3), states, 4, Clouds.Work);

        Assert.Equal([0, 1, 2, 3], graph.IdsOf(7).ToArray());
        Assert.Equal([1, 2, 3, 4], graph.IdsOf(0).ToArray());
        Assert.All(graph.Distances, distance => Assert.Equal(0, distance));
    }

    [Fact]
    public void CopyState_Packed_GivesTheRowBack()
    {
        float[] states = Clouds.Of(45, 9), row = new float[9];

        StateTable.Of(states, 9).CopyState(44, row);

        Assert.Equal(states[^9..], row);
    }

    private static IEnumerable<(float Distance, int Id)> Brute(float[] states, int width, ReadOnlySpan<float> query, int self)
    {
        var others = new List<(float Distance, int Id)>();
        for (int id = 0; id < states.Length / width; id++)
        {
            if (id != self)
            {
                others.Add((TensorPrimitives.Distance(query, states.AsSpan(id * width, width)), id));
            }
        }

        return others.Order();
    }
}
