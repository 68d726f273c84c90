using System.Numerics.Tensors;
using TextClassify.Forward;

namespace TextClassify.Training.Packaging;

/// <summary>Holds a backward graph against autograd, in double precision, where a wrong term cannot hide in rounding.</summary>
internal static class GradientCheck
{
    private const int MaxTexts = 128;
    private const int MaxBatchTokens = 2048;
    private const int Directions = 8;
    /// <summary>Of the points where gradients are compared.</summary>
    public const int Seed = 17;

    /// <param name="batches">Where gradients are compared.</param>
    /// <param name="ofNet">By autograd, [B,T,D].</param>
    /// <param name="ofGraph">By the graph in double precision, [B,T,D].</param>
    /// <param name="shipped">The graph as it ships.</param>
    /// <param name="cancellationToken">Seen between batches.</param>
    public static async Task<GradientParity> CompareAsync(
        IEnumerable<GradientPoints> batches,
        Func<GradientPoints, double[]> ofNet,
        Func<GradientPoints, double[]> ofGraph,
        IGradientPass shipped,
        CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        double text = 0, direction = 0;
        var single = new List<double>();
        foreach (var points in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] byNet = ofNet(points), byGraph = ofGraph(points);
            for (int row = 0; row < points.Rows; row++)
            {
                var place = points.PlaceOf(row);
                double[] expected = byNet[place], actual = byGraph[place];
                text = Math.Max(text, Error(actual, expected));
                direction = Math.Max(direction, DirectionError(actual, expected, random));
                single.Add(Error(await SingleAsync(shipped, points, row, cancellationToken), expected));
            }
        }

        single.Sort();
        int atKinks = single.Count / GradientParity.TextsOfAKink;
        return new GradientParity(
            single.Count, text, direction, single.ElementAtOrDefault(single.Count - 1 - atKinks), single.LastOrDefault());
    }

    /// <summary>|a - b| / |b|; infinite where it is not a number, 0 where both are zero.</summary>
    internal static double Error(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        double distance = TensorPrimitives.Distance(actual, expected), norm = TensorPrimitives.Norm(expected);
        double error = distance == 0 ? 0 : distance / norm;
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    private static double DirectionError(double[] actual, double[] expected, Random random)
    {
        double[] slopes = new double[Directions], expectedSlopes = new double[Directions], direction = new double[actual.Length];
        for (int i = 0; i < Directions; i++)
        {
            for (int d = 0; d < direction.Length; d++)
            {
                direction[d] = random.NextDouble() - 0.5;
            }

            slopes[i] = TensorPrimitives.Dot<double>(direction, actual);
            expectedSlopes[i] = TensorPrimitives.Dot<double>(direction, expected);
        }

        return Error(slopes, expectedSlopes);
    }

    private static async Task<double[]> SingleAsync(
        IGradientPass shipped, GradientPoints points, int row, CancellationToken cancellationToken)
    {
        float[] point = Array.ConvertAll(points.Embeddings[points.PlaceOf(row)], x => (float)x);
        float[] weights = Array.ConvertAll(points.WeightsOf(row), w => (float)w);
        float[] logits = new float[weights.Length], gradients = new float[point.Length];
        await shipped.RunAsync(point, (int)points.Lengths[row], weights, logits, gradients, cancellationToken);
        return Array.ConvertAll(gradients, g => (double)g);
    }

    /// <summary>Texts of similar length together, so that padding is part of the check and memory is bounded.</summary>
    public static IEnumerable<IReadOnlyList<ReadOnlyMemory<int>>> Batches(IReadOnlyList<ReadOnlyMemory<int>> all)
    {
        int every = Math.Max(1, (all.Count + MaxTexts - 1) / MaxTexts);
        var batch = new List<ReadOnlyMemory<int>>();
        foreach (var text in all.Where((_, row) => row % every == 0).OrderBy(text => text.Length))
        {
            if (batch.Count > 0 && (batch.Count + 1) * text.Length > MaxBatchTokens)
            {
                yield return batch;
                batch = [];
            }

            batch.Add(text);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
