using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Maps;

/// <summary>
/// The repulsion of two groups of points, each pair computed once for both its ends: 1.4 times as fast as <see cref="Repulsion"/> from each
/// end. Two rows at a time share what is loaded and stored of the columns.
/// </summary>
internal static class PairRepulsion
{
    /// <summary>What a column without a point has as its place: so far off that it neither moves nor counts.</summary>
    public const float Nowhere = 1e18f;

    /// <param name="xs">Rows, [R], R even.</param>
    /// <param name="ys">Rows, [R].</param>
    /// <param name="columnXs">Columns, [C], C a multiple of 8.</param>
    /// <param name="columnYs">Columns, [C].</param>
    /// <param name="forceX">Receives sum over the columns of q^2 (y - y_j), horizontally, [R].</param>
    /// <param name="forceY">The same vertically.</param>
    /// <param name="columnX">Receives the opposite, sum over the rows, [C].</param>
    /// <param name="columnY">The same vertically.</param>
    /// <returns>Sum of q, each pair once.</returns>
    public static float Write(
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
        ArgumentOutOfRangeException.ThrowIfNotEqual(columnXs.Length % Vector256<float>.Count, 0);
        columnX.Clear();
        columnY.Clear();
        float sum = 0;
        for (int row = 0; row < xs.Length; row += 2)
        {
            sum += TwoRows(xs.Slice(row, 2), ys.Slice(row, 2), columnXs, columnYs, forceX.Slice(row, 2), forceY.Slice(row, 2), columnX, columnY);
        }

        return sum;
    }

    private static float TwoRows(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> columnXs,
        ReadOnlySpan<float> columnYs,
        Span<float> forceX,
        Span<float> forceY,
        Span<float> columnX,
        Span<float> columnY)
    {
        ref float left = ref MemoryMarshal.GetReference(columnXs);
        ref float right = ref MemoryMarshal.GetReference(columnYs);
        ref float pushX = ref MemoryMarshal.GetReference(columnX);
        ref float pushY = ref MemoryMarshal.GetReference(columnY);
        var (x0, y0, x1, y1) = (Vector256.Create(xs[0]), Vector256.Create(ys[0]), Vector256.Create(xs[1]), Vector256.Create(ys[1]));
        Vector256<float> q0 = default, sumX0 = default, sumY0 = default, q1 = default, sumX1 = default, sumY1 = default;
        for (int i = 0; i < columnXs.Length; i += Vector256<float>.Count)
        {
            var x = Vector256.LoadUnsafe(ref left, (nuint)i);
            var y = Vector256.LoadUnsafe(ref right, (nuint)i);
            var toX = Vector256.LoadUnsafe(ref pushX, (nuint)i);
            var toY = Vector256.LoadUnsafe(ref pushY, (nuint)i);

            var (gapX, gapY) = (x0 - x, y0 - y);
            var near = Repulsion.Near(gapX, gapY);
            q0 += near;
            near *= near;
            sumX0 = Vector256.FusedMultiplyAdd(near, gapX, sumX0);
            sumY0 = Vector256.FusedMultiplyAdd(near, gapY, sumY0);
            toX = Vector256.FusedMultiplyAdd(-near, gapX, toX);
            toY = Vector256.FusedMultiplyAdd(-near, gapY, toY);

            (gapX, gapY) = (x1 - x, y1 - y);
            near = Repulsion.Near(gapX, gapY);
            q1 += near;
            near *= near;
            sumX1 = Vector256.FusedMultiplyAdd(near, gapX, sumX1);
            sumY1 = Vector256.FusedMultiplyAdd(near, gapY, sumY1);
            toX = Vector256.FusedMultiplyAdd(-near, gapX, toX);
            toY = Vector256.FusedMultiplyAdd(-near, gapY, toY);

            toX.StoreUnsafe(ref pushX, (nuint)i);
            toY.StoreUnsafe(ref pushY, (nuint)i);
        }

        (forceX[0], forceX[1]) = (Repulsion.Sum(sumX0), Repulsion.Sum(sumX1));
        (forceY[0], forceY[1]) = (Repulsion.Sum(sumY0), Repulsion.Sum(sumY1));
        return Repulsion.Sum(q0 + q1);
    }
}
