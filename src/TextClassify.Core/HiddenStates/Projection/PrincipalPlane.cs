namespace TextClassify.HiddenStates.Projection;

/// <summary>The first two principal components of a set of states. Immutable.</summary>
/// <param name="Mean">[W].</param>
/// <param name="First">[W], a unit vector; its largest number is positive.</param>
/// <param name="Second">[W], likewise; all zeros where W is 1.</param>
/// <param name="Shares">The two axes' shares of the variance, 0 to 1.</param>
public sealed record PrincipalPlane(float[] Mean, float[] First, float[] Second, (double First, double Second) Shares)
{
    /// <summary>Where a state lies on the two axes.</summary>
    public (float X, float Y) Project(ReadOnlySpan<float> state)
    {
        float x = 0, y = 0;
        for (int unit = 0; unit < state.Length; unit++)
        {
            float gap = state[unit] - Mean[unit];
            x += gap * First[unit];
            y += gap * Second[unit];
        }

        return (x, y);
    }

    /// <param name="states">[N, W].</param>
    /// <param name="width">W.</param>
    /// <param name="work">Threads and cancellation; they change no bit.</param>
    public static PrincipalPlane Of(ReadOnlySpan<float> states, int width, ParallelOptions work)
    {
        int count = states.Length / width;
        float[] columns = new float[states.Length];
        float[] mean = new float[width];
        for (int unit = 0; unit < width; unit++)
        {
            var column = columns.AsSpan(unit * count, count);
            double sum = 0;
            for (int state = 0; state < count; state++)
            {
                column[state] = states[(state * width) + unit];
                sum += column[state];
            }

            mean[unit] = (float)(sum / count);
            TensorPrimitives.Subtract(column, mean[unit], column);
        }

        double[] covariance = new double[width * width];
        Parallel.For(0, width, work, row =>
        {
            for (int column = row; column < width; column++)
            {
                double product = TensorPrimitives.Dot<float>(columns.AsSpan(row * count, count), columns.AsSpan(column * count, count));
                covariance[(row * width) + column] = covariance[(column * width) + row] = product / count;
            }
        });
        return Of(mean, covariance, width);
    }

    private static PrincipalPlane Of(float[] mean, double[] covariance, int width)
    {
        double[] vectors = SymmetricEigen.Decompose(covariance, width);
        double total = 0;
        int first = 0, second = -1;
        for (int axis = 0; axis < width; axis++)
        {
            total += Value(axis);
            if (axis > 0 && Value(axis) > Value(first))
            {
                (first, second) = (axis, first);
            }
            else if (axis > 0 && (second < 0 || Value(axis) > Value(second)))
            {
                second = axis;
            }
        }

        return new PrincipalPlane(
            mean,
            Axis(vectors, width, first),
            second < 0 ? new float[width] : Axis(vectors, width, second),
            total > 0 ? (Value(first) / total, second < 0 ? 0 : Value(second) / total) : (0, 0));

        double Value(int axis) => Math.Max(0, covariance[(axis * width) + axis]);
    }

    private static float[] Axis(double[] vectors, int width, int axis)
    {
        float[] values = new float[width];
        for (int unit = 0; unit < width; unit++)
        {
            values[unit] = (float)vectors[(axis * width) + unit];
        }

        // A direction has no sign of its own; this one does not change with the order of the rotations.
        if (values[TensorPrimitives.IndexOfMaxMagnitude<float>(values)] < 0)
        {
            TensorPrimitives.Negate<float>(values, values);
        }

        return values;
    }
}
