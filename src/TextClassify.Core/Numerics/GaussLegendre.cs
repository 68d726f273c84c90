namespace TextClassify.Numerics;

/// <summary>Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials up to degree 2n - 1 exactly (Abramowitz and Stegun
/// 25.4.30).</summary>
internal static class GaussLegendre
{
    /// <summary>Writes nodes in ascending order and their weights, which sum to 1.</summary>
    public static void Write(Span<double> nodes, Span<double> weights)
    {
        int n = nodes.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n);
        for (int i = 0; i < (n + 1) / 2; i++)
        {
            double x = Root(n, i);
            var (_, slope) = Legendre(n, x);

            // w = 2 / ((1 - x^2) P'(x)^2) on [-1, 1], half of that on [0, 1].
            double weight = 1 / ((1 - (x * x)) * slope * slope);
            nodes[i] = (1 - x) / 2;
            nodes[n - 1 - i] = (1 + x) / 2;
            weights[i] = weight;
            weights[n - 1 - i] = weight;
        }
    }

    /// <summary>The i-th largest root of P_n, by Newton's method from Tricomi's estimate.</summary>
    private static double Root(int n, int i)
    {
        double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
        for (int iteration = 0; iteration < 100; iteration++)
        {
            var (value, slope) = Legendre(n, x);
            double step = value / slope;
            x -= step;
            if (Math.Abs(step) < 1e-15)
            {
                break;
            }
        }

        return x;
    }

    /// <summary>P_n(x) and its derivative, by the three-term recurrence.</summary>
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double before = 1, value = x;
        for (int k = 2; k <= n; k++)
        {
            (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
        }

        return (value, n * ((x * value) - before) / ((x * x) - 1));
    }
}
