namespace TextClassify.HiddenStates.Projection;

/// <summary>The nearest states of each query, nearest first.</summary>
/// <param name="Neighbours">k.</param>
/// <param name="Ids">[Q, k].</param>
/// <param name="Distances">[Q, k], Euclidean.</param>
public sealed record NeighbourGraph(int Neighbours, int[] Ids, float[] Distances)
{
    /// <summary>Q.</summary>
    public int Queries => Neighbours == 0 ? 0 : Ids.Length / Neighbours;

    public ReadOnlySpan<int> IdsOf(int query) => Ids.AsSpan(query * Neighbours, Neighbours);

    public ReadOnlySpan<float> DistancesOf(int query) => Distances.AsSpan(query * Neighbours, Neighbours);
}
