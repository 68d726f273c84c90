using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Projection;

/// <summary>How much of the neighbourhoods a map keeps.</summary>
internal static class MapQuality
{
    /// <summary>The mean share of each query's <paramref name="k"/> nearest in the one graph that are among its k nearest in the other; 0
    /// to 1.</summary>
    public static double Recall(NeighbourGraph states, NeighbourGraph map, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Queries, states.Queries);
        k = Math.Min(k, Math.Min(states.Neighbours, map.Neighbours));
        long kept = 0;
        for (int query = 0; query < states.Queries; query++)
        {
            var near = map.IdsOf(query)[..k];
            foreach (int id in states.IdsOf(query)[..k])
            {
                kept += near.Contains(id) ? 1 : 0;
            }
        }

        return (double)kept / ((long)k * states.Queries);
    }

    /// <summary>
    /// 1 less a penalty for every state that is near in the map and not in truth, by how far it is in truth (Venna and Kaski 2001); 0 to 1.
    /// </summary>
    /// <param name="states">[N, W].</param>
    /// <param name="width">W.</param>
    /// <param name="map">The nearest others in the map, at least <paramref name="k"/> a state.</param>
    /// <param name="k">At most (2N - 2) / 3, where the penalty cannot pass 1.</param>
    /// <param name="rows">The states that are looked at.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static double Trustworthiness(
        float[] states, int width, NeighbourGraph map, int k, IReadOnlyList<int> rows, ParallelOptions work)
    {
        int count = states.Length / width;
        long[] penalties = new long[rows.Count];
        Parallel.For(0, rows.Count, work, () => new float[count], (at, _, distances) =>
        {
            int row = rows[at];
            var state = states.AsSpan(row * width, width);
            for (int other = 0; other < count; other++)
            {
                distances[other] = TensorPrimitives.Distance<float>(state, states.AsSpan(other * width, width));
            }

            foreach (int near in map.IdsOf(row)[..k])
            {
                penalties[at] += Math.Max(0, Rank(distances, row, near) - k);
            }

            return distances;
        }, _ => { });
        double sum = TensorPrimitives.Sum<long>(penalties);
        return 1 - (2 * sum / (rows.Count * (double)k * ((2.0 * count) - (3.0 * k) - 1)));
    }

    /// <summary>1 for the nearest other state; of equally far states the first is nearer.</summary>
    private static int Rank(ReadOnlySpan<float> distances, int row, int near)
    {
        float distance = distances[near];
        int nearer = Below(distances, distance);
        for (int other = distances[..near].IndexOf(distance); other >= 0 && other < near; other = Next(distances[..near], distance, other))
        {
            nearer++;
        }

        bool self = distances[row] < distance || (distances[row] == distance && row < near);
        return nearer + (self ? 0 : 1);
    }

    private static int Next(ReadOnlySpan<float> distances, float distance, int last)
    {
        int step = distances[(last + 1)..].IndexOf(distance);
        return step < 0 ? -1 : last + 1 + step;
    }

    private static int Below(ReadOnlySpan<float> values, float limit)
    {
        var (most, counts) = (Vector256.Create(limit), Vector256<int>.Zero);
        int i = 0, below = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            // A lane that holds is -1.
            counts -= Vector256.LessThan(Vector256.Create(values[i..]), most).AsInt32();
        }

        for (; i < values.Length; i++)
        {
            below += values[i] < limit ? 1 : 0;
        }

        return below + Vector256.Sum(counts);
    }
}
