namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// P of t-SNE as a sparse matrix: p_ij = (p_j|i + p_i|j) / 2N over the edges of a neighbour graph, both ways; it sums to 1. Immutable.
/// </summary>
internal sealed class Affinities
{
    private readonly int[] _starts;
    private readonly int[] _ids;
    private readonly float[] _values;

    private Affinities(int[] starts, int[] ids, float[] values)
    {
        _starts = starts;
        _ids = ids;
        _values = values;
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<int> IdsOf(int row) => _ids.AsSpan(_starts[row].._starts[row + 1]);

    public ReadOnlySpan<float> ValuesOf(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    public static Affinities Of(NeighbourGraph graph, double perplexity, ParallelOptions work)
    {
        int count = graph.Queries, k = graph.Neighbours;
        float[] conditional = new float[count * k];
        Parallel.For(0, count, work, row => PerplexitySearch.Write(graph.DistancesOf(row), perplexity, conditional.AsSpan(row * k, k)));

        // Every edge is written into both its rows; a row then holds an id once or, where the two are each other's neighbours, twice.
        int[] starts = new int[count + 1];
        foreach (int id in graph.Ids)
        {
            starts[id + 1]++;
        }

        for (int row = 0; row < count; row++)
        {
            starts[row + 1] += starts[row] + k;
        }

        int[] ids = new int[starts[count]], next = starts.AsSpan(0, count).ToArray();
        float[] values = new float[ids.Length];
        float scale = 1f / (2f * count);
        for (int row = 0; row < count; row++)
        {
            for (int edge = row * k; edge < (row + 1) * k; edge++)
            {
                int other = graph.Ids[edge];
                float value = conditional[edge] * scale;
                (ids[next[row]], values[next[row]++]) = (other, value);
                (ids[next[other]], values[next[other]++]) = (row, value);
            }
        }

        return Merge(starts, ids, values);
    }

    /// <summary>Sorts each row by id and adds the values of equal ids.</summary>
    private static Affinities Merge(int[] starts, int[] ids, float[] values)
    {
        int[] merged = new int[starts.Length];
        int end = 0;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            int first = starts[row], length = starts[row + 1] - first;
            Array.Sort(ids, values, first, length);
            merged[row] = end;
            for (int i = first; i < first + length; i++)
            {
                if (end > merged[row] && ids[end - 1] == ids[i])
                {
                    values[end - 1] += values[i];
                }
                else
                {
                    (ids[end], values[end++]) = (ids[i], values[i]);
                }
            }
        }

        merged[^1] = end;
        return new Affinities(merged, ids[..end], values[..end]);
    }
}
