namespace TextClassify.HiddenStates.Projection;

/// <summary>Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations.</summary>
internal static class SymmetricEigen
{
    private const int MaxSweeps = 50;
    private const double Tolerance = 1e-22;

    /// <param name="matrix">[W, W], symmetric; its diagonal receives the eigenvalues, in no order.</param>
    /// <param name="width">W.</param>
    /// <returns>[W, W]: row i is the unit vector of the i-th value.</returns>
    public static double[] Decompose(double[] matrix, int width)
    {
        double[] vectors = new double[width * width];
        double size = 0;
        for (int i = 0; i < width; i++)
        {
            vectors[(i * width) + i] = 1;
            size += matrix[(i * width) + i] * matrix[(i * width) + i];
        }

        for (int sweep = 0; sweep < MaxSweeps && OffDiagonal(matrix, width) > Tolerance * size; sweep++)
        {
            for (int p = 0; p < width - 1; p++)
            {
                for (int q = p + 1; q < width; q++)
                {
                    Rotate(matrix, vectors, width, p, q);
                }
            }
        }

        return vectors;
    }

    private static double OffDiagonal(double[] matrix, int width)
    {
        double sum = 0;
        for (int i = 0; i < width; i++)
        {
            for (int j = i + 1; j < width; j++)
            {
                sum += matrix[(i * width) + j] * matrix[(i * width) + j];
            }
        }

        return sum;
    }

    private static void Rotate(double[] matrix, double[] vectors, int width, int p, int q)
    {
        double off = matrix[(p * width) + q];
        if (off == 0)
        {
            return;
        }

        double theta = (matrix[(q * width) + q] - matrix[(p * width) + p]) / (2 * off);
        double tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        var rowP = matrix.AsSpan(p * width, width);
        var rowQ = matrix.AsSpan(q * width, width);
        RotateRows(rowP, rowQ, cosine, sine);
        for (int row = 0; row < width; row++)
        {
            double left = matrix[(row * width) + p], right = matrix[(row * width) + q];
            matrix[(row * width) + p] = (cosine * left) - (sine * right);
            matrix[(row * width) + q] = (sine * left) + (cosine * right);
        }

        RotateRows(vectors.AsSpan(p * width, width), vectors.AsSpan(q * width, width), cosine, sine);
    }

    private static void RotateRows(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (int i = 0; i < first.Length; i++)
        {
            (first[i], second[i]) = ((cosine * first[i]) - (sine * second[i]), (sine * first[i]) + (cosine * second[i]));
        }
    }
}
