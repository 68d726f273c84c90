namespace TextClassify.Explain.Gradients;

/// <summary>
/// Integrated gradients (Sundararajan et al. 2017): a token's score is the integral, along the straight path from the baseline x' to the
/// text x, of its gradient times its step. Over all tokens the scores sum to f(x) - f(x') as far as the quadrature is exact.
/// </summary>
internal static class IntegratedGradients
{
    /// <summary>Writes x' + alpha (x - x').</summary>
    public static void WritePoint(ReadOnlySpan<float> baseline, ReadOnlySpan<float> step, double alpha, Span<float> point) =>
        TensorPrimitives.MultiplyAdd(step, (float)alpha, baseline, point);

    /// <summary>Writes sum_d step[t,d] gradient[t,d], one a token.</summary>
    /// <param name="step">x - x', [T,D].</param>
    /// <param name="gradient">At one point of the path, [T,D].</param>
    /// <param name="slopes">[T].</param>
    public static void WriteSlopes(ReadOnlySpan<float> step, ReadOnlySpan<float> gradient, Span<double> slopes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(step.Length, gradient.Length);
        int width = step.Length / slopes.Length;
        for (int token = 0; token < slopes.Length; token++)
        {
            slopes[token] = TensorPrimitives.Dot(step.Slice(token * width, width), gradient.Slice(token * width, width));
        }
    }

    /// <summary>Adds weight * slope to each token's score; in double, since many small terms meet.</summary>
    public static void Add(ReadOnlySpan<double> slopes, double weight, Span<double> scores) =>
        TensorPrimitives.MultiplyAdd(slopes, weight, scores, scores);
}
