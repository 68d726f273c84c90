namespace TextClassify.HiddenStates.Projection;

/// <summary>The width of a Gaussian around a state by the number of neighbours it should weigh (van der Maaten and Hinton 2008).</summary>
internal static class PerplexitySearch
{
    private const int MaxSteps = 100;
    private const double Tolerance = 1e-5;

    /// <summary>
    /// Writes p_j proportional to exp(-beta d_j^2) with the beta at which 2^entropy is the perplexity. Where no beta gives it (fewer
    /// neighbours than the perplexity, or all equally far) the weights come as near to even as they can.
    /// </summary>
    /// <param name="distances">[k], rising.</param>
    /// <param name="perplexity">Above 1.</param>
    /// <param name="weights">[k]; they sum to 1.</param>
    public static void Write(ReadOnlySpan<float> distances, double perplexity, Span<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, distances.Length);
        double target = Math.Log(perplexity), nearest = Square(distances[0]), low = 0, high = double.PositiveInfinity;
        double spread = Square(distances[^1]) - nearest;
        double beta = spread > 0 ? 1 / spread : 1;
        Span<double> terms = distances.Length <= 256 ? stackalloc double[distances.Length] : new double[distances.Length];
        double sum = 0;
        for (int step = 0; step < MaxSteps; step++)
        {
            double weighted = 0;
            sum = 0;
            for (int i = 0; i < terms.Length; i++)
            {
                // Against the nearest, so that the largest term is 1 and nothing underflows to a sum of 0.
                double gap = Square(distances[i]) - nearest;
                terms[i] = Math.Exp(-beta * gap);
                sum += terms[i];
                weighted += terms[i] * gap;
            }

            double excess = Math.Log(sum) + (beta * weighted / sum) - target;
            if (Math.Abs(excess) < Tolerance)
            {
                break;
            }

            if (excess > 0)
            {
                low = beta;
                beta = double.IsInfinity(high) ? beta * 2 : (low + high) / 2;
            }
            else
            {
                high = beta;
                beta = (low + high) / 2;
            }
        }

        for (int i = 0; i < terms.Length; i++)
        {
            weights[i] = (float)(terms[i] / sum);
        }
    }

    private static double Square(float value) => (double)value * value;
}
