using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// The repulsion of two groups of points, each pair computed once for both its ends, which is faster than <see cref="Repulsion"/> from each
/// end. As there, sixteen sums a row whatever the machine, so either form gives the same bits.
/// </summary>
internal static class PairRepulsion
{
    /// <summary>What a column without a point has as its place: so far off that it neither moves nor counts.</summary>
    public const float Nowhere = 1e18f;

    /// <param name="xs">Rows, [R], R even.</param>
    /// <param name="ys">Rows, [R].</param>
    /// <param name="columnXs">Columns, [C], C a multiple of 16.</param>
    /// <param name="columnYs">Columns, [C].</param>
    /// <param name="forceX">Receives sum over the columns of q^2 (y - y_j), horizontally, [R].</param>
    /// <param name="forceY">The same vertically.</param>
    /// <param name="columnX">Receives the opposite, sum over the rows, [C].</param>
    /// <param name="columnY">The same vertically.</param>
    /// <returns>Sum of q, each pair once.</returns>
    public static double Write(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> columnXs,
        ReadOnlySpan<float> columnYs,
        Span<float> forceX,
        Span<float> forceY,
        Span<float> columnX,
        Span<float> columnY)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(xs.Length % 2, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(columnXs.Length % Repulsion.Step, 0);
        columnX.Clear();
        columnY.Clear();
        double sum = 0;
        for (int row = 0; row < xs.Length; row += 2)
        {
            var (first, second) = Vector512.IsHardwareAccelerated
                ? Wide(xs.Slice(row, 2), ys.Slice(row, 2), columnXs, columnYs, columnX, columnY)
                : (Narrow(xs[row], ys[row], columnXs, columnYs, columnX, columnY), Narrow(
                    xs[row + 1], ys[row + 1], columnXs, columnYs, columnX, columnY));
            (forceX[row], forceY[row], forceX[row + 1], forceY[row + 1]) = (first.X, first.Y, second.X, second.Y);
            sum += first.Q + second.Q;
        }

        return sum;
    }

    /// <summary>Two rows against all columns, whose opposite forces it adds, with vectors of sixteen: the two share what is loaded and
    /// stored.</summary>
    public static (Repulsion.Sums First, Repulsion.Sums Second) Wide(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> columnXs,
        ReadOnlySpan<float> columnYs,
        Span<float> columnX,
        Span<float> columnY)
    {
        ref float left = ref MemoryMarshal.GetReference(columnXs);
        ref float right = ref MemoryMarshal.GetReference(columnYs);
        ref float pushX = ref MemoryMarshal.GetReference(columnX);
        ref float pushY = ref MemoryMarshal.GetReference(columnY);
        var (x0, y0, x1, y1) = (Vector512.Create(xs[0]), Vector512.Create(ys[0]), Vector512.Create(xs[1]), Vector512.Create(ys[1]));
        Vector512<float> q0 = default, sumX0 = default, sumY0 = default, q1 = default, sumX1 = default, sumY1 = default;
        for (int i = 0; i < columnXs.Length; i += Vector512<float>.Count)
        {
            var x = Vector512.LoadUnsafe(ref left, (nuint)i);
            var y = Vector512.LoadUnsafe(ref right, (nuint)i);
            var toX = Vector512.LoadUnsafe(ref pushX, (nuint)i);
            var toY = Vector512.LoadUnsafe(ref pushY, (nuint)i);

            var (gapX, gapY) = (x0 - x, y0 - y);
            var near = Repulsion.Near(gapX, gapY);
            q0 += near;
            near *= near;
            sumX0 = Vector512.FusedMultiplyAdd(near, gapX, sumX0);
            sumY0 = Vector512.FusedMultiplyAdd(near, gapY, sumY0);
            toX = Vector512.FusedMultiplyAdd(-near, gapX, toX);
            toY = Vector512.FusedMultiplyAdd(-near, gapY, toY);

            (gapX, gapY) = (x1 - x, y1 - y);
            near = Repulsion.Near(gapX, gapY);
            q1 += near;
            near *= near;
            sumX1 = Vector512.FusedMultiplyAdd(near, gapX, sumX1);
            sumY1 = Vector512.FusedMultiplyAdd(near, gapY, sumY1);
            toX = Vector512.FusedMultiplyAdd(-near, gapX, toX);
            toY = Vector512.FusedMultiplyAdd(-near, gapY, toY);

            toX.StoreUnsafe(ref pushX, (nuint)i);
            toY.StoreUnsafe(ref pushY, (nuint)i);
        }

        return (
            new Repulsion.Sums(Repulsion.Sum(q0), Repulsion.Sum(sumX0), Repulsion.Sum(sumY0)),
            new Repulsion.Sums(Repulsion.Sum(q1), Repulsion.Sum(sumX1), Repulsion.Sum(sumY1)));
    }

    /// <summary>One row against all columns with vectors of eight, whose registers hold no second.</summary>
    public static Repulsion.Sums Narrow(
        float x, float y, ReadOnlySpan<float> columnXs, ReadOnlySpan<float> columnYs, Span<float> columnX, Span<float> columnY)
    {
        ref float left = ref MemoryMarshal.GetReference(columnXs);
        ref float right = ref MemoryMarshal.GetReference(columnYs);
        ref float pushX = ref MemoryMarshal.GetReference(columnX);
        ref float pushY = ref MemoryMarshal.GetReference(columnY);
        var (x0, y0) = (Vector256.Create(x), Vector256.Create(y));
        Vector256<float> q0 = default, sumX0 = default, sumY0 = default, q1 = default, sumX1 = default, sumY1 = default;
        for (int i = 0; i < columnXs.Length; i += Repulsion.Step)
        {
            var gapX = x0 - Vector256.LoadUnsafe(ref left, (nuint)i);
            var gapY = y0 - Vector256.LoadUnsafe(ref right, (nuint)i);
            var near = Repulsion.Near(gapX, gapY);
            q0 += near;
            near *= near;
            sumX0 = Vector256.FusedMultiplyAdd(near, gapX, sumX0);
            sumY0 = Vector256.FusedMultiplyAdd(near, gapY, sumY0);
            Vector256.FusedMultiplyAdd(-near, gapX, Vector256.LoadUnsafe(ref pushX, (nuint)i)).StoreUnsafe(ref pushX, (nuint)i);
            Vector256.FusedMultiplyAdd(-near, gapY, Vector256.LoadUnsafe(ref pushY, (nuint)i)).StoreUnsafe(ref pushY, (nuint)i);

            gapX = x0 - Vector256.LoadUnsafe(ref left, (nuint)i + 8);
            gapY = y0 - Vector256.LoadUnsafe(ref right, (nuint)i + 8);
            near = Repulsion.Near(gapX, gapY);
            q1 += near;
            near *= near;
            sumX1 = Vector256.FusedMultiplyAdd(near, gapX, sumX1);
            sumY1 = Vector256.FusedMultiplyAdd(near, gapY, sumY1);
            Vector256.FusedMultiplyAdd(-near, gapX, Vector256.LoadUnsafe(ref pushX, (nuint)i + 8)).StoreUnsafe(ref pushX, (nuint)i + 8);
            Vector256.FusedMultiplyAdd(-near, gapY, Vector256.LoadUnsafe(ref pushY, (nuint)i + 8)).StoreUnsafe(ref pushY, (nuint)i + 8);
        }

        return new Repulsion.Sums(Repulsion.Sum(q0 + q1), Repulsion.Sum(sumX0 + sumX1), Repulsion.Sum(sumY0 + sumY1));
    }
}
