namespace TextClassify.Numerics;

/// <summary>min over (a, b) of sum_i w_i (y_i - a - x_i b)^2 + alpha |b|^2: ridge regression with an intercept that is not
/// penalised.</summary>
internal static class WeightedRidge
{
    /// <summary>Fits and scores; in the smaller of rows and columns, since both normal equations have the same solution.</summary>
    /// <param name="x">[n, p], row-major; written over.</param>
    /// <param name="y">[n].</param>
    /// <param name="w">[n], above 0.</param>
    /// <param name="alpha">Above 0.</param>
    /// <param name="coefficients">Receives b, [p].</param>
    /// <returns>The intercept a, and R^2 = 1 - weighted residual / weighted variance; 1 where y is constant.</returns>
    public static (double Intercept, double R2) Fit(
        Span<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, double alpha, Span<double> coefficients)
    {
        int n = y.Length, p = coefficients.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, n * p);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        double[] means = new double[p], centred = new double[n];
        double mean = Centre(x, y, w, means, centred);

        if (p <= n)
        {
            double[] columns = new double[n * p];
            Transpose(x, n, p, columns);
            double[] gram = Gram(columns, p, n, alpha);
            for (int j = 0; j < p; j++)
            {
                coefficients[j] = TensorPrimitives.Dot<double>(columns.AsSpan(j * n, n), centred);
            }

            Cholesky.Solve(gram, coefficients);
        }
        else
        {
            double[] dual = [.. centred];
            Cholesky.Solve(Gram(x, n, p, alpha), dual);
            coefficients.Clear();
            for (int i = 0; i < n; i++)
            {
                TensorPrimitives.MultiplyAdd(x.Slice(i * p, p), dual[i], coefficients, coefficients);
            }
        }

        double residual = 0;
        for (int i = 0; i < n; i++)
        {
            double miss = centred[i] - TensorPrimitives.Dot<double>(x.Slice(i * p, p), coefficients);
            residual += miss * miss;
        }

        double variance = TensorPrimitives.SumOfSquares<double>(centred);
        return (mean - TensorPrimitives.Dot<double>(means, coefficients), variance > 0 ? 1 - (residual / variance) : 1);
    }

    /// <summary>Takes the weighted means out and scales every row by the root of its weight.</summary>
    private static double Centre(Span<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, Span<double> means, Span<double> centred)
    {
        int p = means.Length;
        double total = TensorPrimitives.Sum(w), mean = TensorPrimitives.Dot(w, y) / total;
        for (int i = 0; i < y.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(x.Slice(i * p, p), w[i] / total, means, means);
        }

        for (int i = 0; i < y.Length; i++)
        {
            double root = Math.Sqrt(w[i]);
            var row = x.Slice(i * p, p);
            TensorPrimitives.Subtract(row, means, row);
            TensorPrimitives.Multiply(row, root, row);
            centred[i] = (y[i] - mean) * root;
        }

        return mean;
    }

    private static void Transpose(ReadOnlySpan<double> x, int rows, int columns, Span<double> transposed)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                transposed[(j * rows) + i] = x[(i * columns) + j];
            }
        }
    }

    /// <summary>The lower triangle of A A' + alpha I.</summary>
    private static double[] Gram(ReadOnlySpan<double> a, int rows, int columns, double alpha)
    {
        double[] gram = new double[rows * rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * rows) + j] = TensorPrimitives.Dot(a.Slice(i * columns, columns), a.Slice(j * columns, columns));
            }

            gram[(i * rows) + i] += alpha;
        }

        return gram;
    }
}
