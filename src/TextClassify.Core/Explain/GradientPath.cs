using System.Buffers;
using System.Numerics.Tensors;
using TextClassify.Forward;
using TextClassify.Numerics;

namespace TextClassify.Explain;

/// <summary>Evaluates a model along the straight path from a baseline to a text, in blocks.</summary>
internal sealed class GradientPath
{
    // A block of 4,096 tokens of width 200 is 3 MB; 20 tokens at 128 nodes fit one block.
    private const int BlockTokens = 4096;

    private readonly IGradientPass _model;
    private readonly Contrast _contrast;
    private readonly float[] _baseline;
    private readonly float[] _step;
    private readonly int _tokens;
    private readonly int _classes;

    private GradientPath(IGradientPass model, Contrast contrast, float[] baseline, float[] step, int tokens, int classes)
    {
        _model = model;
        _contrast = contrast;
        _baseline = baseline;
        _step = step;
        _tokens = tokens;
        _classes = classes;
    }

    /// <summary>Points of the path evaluated so far.</summary>
    public int Calls { get; private set; }

    public TimeSpan Queue { get; private set; }

    public TimeSpan Compute { get; private set; }

    /// <param name="model">The backward pass.</param>
    /// <param name="ids">The text.</param>
    /// <param name="baselineId">The word at every token of the baseline; null for the zero vector.</param>
    /// <param name="contrast">What is explained.</param>
    /// <param name="classes">C.</param>
    public static GradientPath Create(IGradientPass model, ReadOnlySpan<int> ids, int? baselineId, Contrast contrast, int classes)
    {
        int width = model.EmbeddingWidth;
        float[] baseline = new float[ids.Length * width];
        float[] step = new float[ids.Length * width];
        if (baselineId is { } id)
        {
            int[] row = new int[ids.Length];
            Array.Fill(row, id);
            model.Embed(row, baseline);
        }

        model.Embed(ids, step);
        TensorPrimitives.Subtract(step, baseline, step);
        return new GradientPath(model, contrast, baseline, step, ids.Length, classes);
    }

    /// <summary>f, before temperature, at the path's start (0) and end (1).</summary>
    public async Task<(double Start, double End)> EndsAsync(CancellationToken cancellationToken)
    {
        double[] values = new double[2];
        await VisitAsync([0, 1], (point, logits, _) => values[point] = _contrast.Of(logits.Span), cancellationToken).ConfigureAwait(false);
        return (values[0], values[1]);
    }

    /// <summary>Writes the scores of a Gauss-Legendre rule with so many nodes.</summary>
    public Task IntegrateAsync(int nodes, double[] scores, CancellationToken cancellationToken)
    {
        double[] alphas = new double[nodes], weights = new double[nodes];
        GaussLegendre.Write(alphas, weights);
        Array.Clear(scores);
        return VisitAsync(
            alphas, (point, _, gradient) => IntegratedGradients.Add(_step, gradient.Span, weights[point], scores), cancellationToken);
    }

    private async Task VisitAsync(
        double[] alphas, Action<int, ReadOnlyMemory<float>, ReadOnlyMemory<float>> visit, CancellationToken cancellationToken)
    {
        int size = _step.Length, blockRows = Math.Min(alphas.Length, Math.Max(1, BlockTokens / _tokens));
        float[] points = ArrayPool<float>.Shared.Rent(blockRows * size), gradients = ArrayPool<float>.Shared.Rent(blockRows * size);
        float[] targets = new float[blockRows * _classes], logits = new float[blockRows * _classes];
        try
        {
            for (int row = 0; row < blockRows; row++)
            {
                _contrast.WriteWeights(targets.AsSpan(row * _classes, _classes));
            }

            for (int start = 0; start < alphas.Length; start += blockRows)
            {
                int rows = Math.Min(blockRows, alphas.Length - start);
                for (int row = 0; row < rows; row++)
                {
                    IntegratedGradients.WritePoint(_baseline, _step, alphas[start + row], points.AsSpan(row * size, size));
                }

                var timing = await _model.RunAsync(
                    points.AsMemory(0, rows * size),
                    _tokens,
                    targets.AsMemory(0, rows * _classes),
                    logits.AsMemory(0, rows * _classes),
                    gradients.AsMemory(0, rows * size),
                    cancellationToken).ConfigureAwait(false);
                Calls += rows;
                Queue += timing.Queue;
                Compute += timing.Compute;
                for (int row = 0; row < rows; row++)
                {
                    visit(start + row, logits.AsMemory(row * _classes, _classes), gradients.AsMemory(row * size, size));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(points);
            ArrayPool<float>.Shared.Return(gradients);
        }
    }
}
