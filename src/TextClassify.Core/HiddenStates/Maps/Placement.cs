using System.Buffers;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.HiddenStates.Maps;

/// <summary>
/// Puts a new state into a map that stays as it is (after openTSNE's transform, Polacar et al. 2019): its attraction to its nearest states
/// against the repulsion of all. Q is normalised over this state's own row, so a state's place does not depend on those placed with it.
/// openTSNE starts at the median of the neighbours and looks at few of them; on the shipped models' states that keeps 84 to 91 % of the
/// map's own recall of held-back states. Starting at the best of ten places, with the neighbours the map was laid out by, keeps 92 to 96 %.
/// </summary>
internal static class Placement
{
    /// <summary>Neighbours that attract: three times the perplexity.</summary>
    public const int Neighbours = 90;

    private const double MostPerplexity = 30;
    private const int MedianOf = 25;
    private const int NeighbourStarts = 9;
    private const int ExaggeratedIterations = 30;
    private const int Iterations = 60;
    private const float Exaggeration = 1.5f;
    private const float Momentum = 0.8f;
    private const float LongestGradient = 0.25f;

    /// <param name="ids">Its nearest states.</param>
    /// <param name="distances">Their distances, rising.</param>
    /// <param name="perplexity">Of the map.</param>
    /// <param name="xs">The map, [N].</param>
    /// <param name="ys">The map, [N].</param>
    public static (float X, float Y) Place(
        ReadOnlySpan<int> ids, ReadOnlySpan<float> distances, double perplexity, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys)
    {
        int used = Math.Min(ids.Length, Neighbours);
        ids = ids[..used];
        Span<float> weights = stackalloc float[Neighbours];
        weights = weights[..used];
        PerplexitySearch.Write(distances[..used], Math.Min(perplexity, MostPerplexity), weights);
        var (x, y) = BestStart(ids, weights, xs, ys);
        float stepX = 0, stepY = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            float exaggeration = iteration < ExaggeratedIterations ? Exaggeration : 1;
            var (gradientX, gradientY) = Gradient(x, y, ids, weights, xs, ys, exaggeration);
            float length = MathF.Sqrt((gradientX * gradientX) + (gradientY * gradientY));
            float scale = length > LongestGradient ? LongestGradient / length : 1;
            stepX = (Momentum * stepX) - (scale * gradientX);
            stepY = (Momentum * stepY) - (scale * gradientY);
            x += stepX;
            y += stepY;
        }

        return (x, y);
    }

    /// <summary>The place of least divergence among the median of the neighbours and the nearest of them.</summary>
    private static (float X, float Y) BestStart(
        ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys)
    {
        var median = ids[..Math.Min(ids.Length, MedianOf)];
        (float X, float Y) best = (Median(median, xs), Median(median, ys));
        double least = CrossEntropy(best.X, best.Y, ids, weights, xs, ys);
        for (int rank = 0; rank < Math.Min(NeighbourStarts, ids.Length); rank++)
        {
            (float X, float Y) start = (xs[ids[rank]], ys[ids[rank]]);
            double entropy = CrossEntropy(start.X, start.Y, ids, weights, xs, ys);
            (best, least) = entropy < least ? (start, entropy) : (best, least);
        }

        return best;
    }

    /// <summary>-sum p log q: the divergence but for what does not depend on the place.</summary>
    private static double CrossEntropy(
        float x, float y, ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys)
    {
        double entropy = Math.Log(Repulsion.Of(x, y, xs, ys).Q);
        for (int i = 0; i < ids.Length; i++)
        {
            double gapX = x - xs[ids[i]], gapY = y - ys[ids[i]];
            entropy += weights[i] * Math.Log(1 + (gapX * gapX) + (gapY * gapY));
        }

        return entropy;
    }

    /// <summary>d KL(exaggeration p || q) / d y of one state, with q normalised over the map.</summary>
    internal static (float X, float Y) Gradient(
        float x,
        float y,
        ReadOnlySpan<int> ids,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        float exaggeration)
    {
        float pullX = 0, pullY = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            float gapX = x - xs[ids[i]], gapY = y - ys[ids[i]];
            float pull = weights[i] / (1 + (gapX * gapX) + (gapY * gapY));
            pullX += pull * gapX;
            pullY += pull * gapY;
        }

        var (sum, pushX, pushY) = Repulsion.Of(x, y, xs, ys);
        return (2 * ((exaggeration * pullX) - (pushX / sum)), 2 * ((exaggeration * pullY) - (pushY / sum)));
    }

    private static float Median(ReadOnlySpan<int> ids, ReadOnlySpan<float> values)
    {
        float[] sorted = ArrayPool<float>.Shared.Rent(ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            sorted[i] = values[ids[i]];
        }

        Array.Sort(sorted, 0, ids.Length);
        float median = (sorted[(ids.Length - 1) / 2] + sorted[ids.Length / 2]) / 2;
        ArrayPool<float>.Shared.Return(sorted);
        return median;
    }
}
