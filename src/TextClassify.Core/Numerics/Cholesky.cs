namespace TextClassify.Numerics;

/// <summary>Solves A x = b for a symmetric positive definite A (Golub and Van Loan, 4.2).</summary>
internal static class Cholesky
{
    /// <param name="matrix">[n, n], row-major; its lower triangle becomes the factor.</param>
    /// <param name="vector">b, [n]; becomes x.</param>
    public static void Solve(Span<double> matrix, Span<double> vector)
    {
        int n = vector.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, n * n);
        for (int i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, n);
            for (int j = 0; j < i; j++)
            {
                var other = matrix.Slice(j * n, n);
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], other[..j])) / other[j];
            }

            row[i] = Math.Sqrt(row[i] - TensorPrimitives.SumOfSquares<double>(row[..i]));
            vector[i] = (vector[i] - TensorPrimitives.Dot<double>(row[..i], vector[..i])) / row[i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double rest = vector[i];
            for (int j = i + 1; j < n; j++)
            {
                rest -= matrix[(j * n) + i] * vector[j];
            }

            vector[i] = rest / matrix[(i * n) + i];
        }
    }
}
