namespace TextClassify.Explain.Gradients;

/// <summary>
/// Slopes from forward runs alone, for a model without a backward pass: along a token's part u of the direction,
/// (f(x + h u) - f(x - h u)) / 2h, two rows a token and point. A gradient would take two rows a coordinate. The error is h^2 / 6 of the
/// third derivative along u, and the rounding of the logits over h.
/// </summary>
/// <param name="run">Runs the rows.</param>
/// <param name="direction">[T,D]; a token whose part is zero has the slope zero and costs nothing.</param>
internal sealed class CentralDifferences(GradientRun run, float[] direction)
{
    // Measured on the shipped models, in single precision: see docs/explanations.md.
    private const double Step = 1.0 / 64;

    private readonly int _width = run.Pass.EmbeddingWidth;
    private readonly int[] _tokens = Moving(direction, run.Pass.EmbeddingWidth);
    private readonly double _reach = TensorPrimitives.Norm<float>(run.Embeddings) / Math.Sqrt(
        run.Embeddings.Length / run.Pass.EmbeddingWidth);

    /// <summary>As <see cref="GradientRun.SlopesAsync"/>.</summary>
    public async Task<int> VisitAsync(
        int count, PointWriter write, Objective objective, SlopeReader read, RunStop stop, CancellationToken cancellationToken)
    {
        double[] slopes = new double[direction.Length / _width];
        int rows = 2 * _tokens.Length;
        if (rows == 0)
        {
            for (int index = 0; index < count; index++)
            {
                read(index, slopes);
            }

            return count;
        }

        double ahead = 0;
        double[] steps = Array.ConvertAll(_tokens, StepOf);
        int visited = await run.VisitValuesAsync(
            count * rows,
            (row, point) =>
            {
                write(row / rows, point);
                int moving = row % rows / 2;
                Move(_tokens[moving], row % 2 == 0 ? steps[moving] : -steps[moving], point);
            },
            (row, logits, _) =>
            {
                double value = objective.Of(logits);
                if (row % 2 == 0)
                {
                    ahead = value;
                    return;
                }

                int moving = row % rows / 2;
                slopes[_tokens[moving]] = (ahead - value) / (2 * steps[moving]);
                if (row % rows == rows - 1)
                {
                    read(row / rows, slopes);
                }
            },
            stop,
            cancellationToken).ConfigureAwait(false);
        return visited / rows;
    }

    private static int[] Moving(ReadOnlySpan<float> direction, int width)
    {
        var tokens = new List<int>();
        for (int token = 0; token * width < direction.Length; token++)
        {
            if (direction.Slice(token * width, width).ContainsAnyExcept(0f))
            {
                tokens.Add(token);
            }
        }

        return [.. tokens];
    }

    /// <summary>A direction that is longer than the text's embeddings are, on average, is followed no farther than they would be.</summary>
    private double StepOf(int token)
    {
        double length = TensorPrimitives.Norm<float>(direction.AsSpan(token * _width, _width));
        return _reach > 0 && length > _reach ? Step * _reach / length : Step;
    }

    private void Move(int token, double by, Span<float> point)
    {
        var place = point.Slice(token * _width, _width);
        TensorPrimitives.MultiplyAdd(direction.AsSpan(token * _width, _width), (float)by, place, place);
    }
}
