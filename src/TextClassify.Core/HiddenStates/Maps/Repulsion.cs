using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Maps;

/// <summary>
/// What a place in the map has from all points of it, exactly: q_j = 1 / (1 + |y - y_j|^2). Sixteen sums whatever the machine, added in one
/// order, so the bits are the same on every machine with fused multiply-add.
/// </summary>
internal static class Repulsion
{
    private const int Step = 64;

    /// <summary>Sum of q_j, and the two sums of q_j^2 (y - y_j).</summary>
    public readonly record struct Sums(float Q, float X, float Y);

    public static Sums Of(float x, float y, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ys.Length, xs.Length);
        ref float left = ref MemoryMarshal.GetReference(xs);
        ref float right = ref MemoryMarshal.GetReference(ys);
        var (x0, y0) = (Vector512.Create(x), Vector512.Create(y));
        Vector512<float> sumQ = default, sumX = default, sumY = default;
        int i = 0;
        for (; i <= xs.Length - Step; i += Step)
        {
            var (ax, ay, a) = Difference(x0, y0, ref left, ref right, i);
            var (bx, by, b) = Difference(x0, y0, ref left, ref right, i + 16);
            var (cx, cy, c) = Difference(x0, y0, ref left, ref right, i + 32);
            var (dx, dy, d) = Difference(x0, y0, ref left, ref right, i + 48);

            // One division for four vectors (Montgomery's trick): an estimate would be as fast, but its bits differ between processors.
            var ab = a * b;
            var cd = c * d;
            var inverse = Vector512<float>.One / (ab * cd);
            var inverseAb = inverse * cd;
            var inverseCd = inverse * ab;
            Add(inverseAb * b, ax, ay, ref sumQ, ref sumX, ref sumY);
            Add(inverseAb * a, bx, by, ref sumQ, ref sumX, ref sumY);
            Add(inverseCd * d, cx, cy, ref sumQ, ref sumX, ref sumY);
            Add(inverseCd * c, dx, dy, ref sumQ, ref sumX, ref sumY);
        }

        var (q, forceX, forceY) = (Sum(sumQ), Sum(sumX), Sum(sumY));
        for (; i < xs.Length; i++)
        {
            float gapX = x - xs[i], gapY = y - ys[i];
            float near = 1 / MathF.FusedMultiplyAdd(gapX, gapX, MathF.FusedMultiplyAdd(gapY, gapY, 1));
            q += near;
            forceX = MathF.FusedMultiplyAdd(near * near, gapX, forceX);
            forceY = MathF.FusedMultiplyAdd(near * near, gapY, forceY);
        }

        return new Sums(q, forceX, forceY);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> X, Vector512<float> Y, Vector512<float> Square) Difference(
        Vector512<float> x, Vector512<float> y, ref float xs, ref float ys, int at)
    {
        var gapX = x - Vector512.LoadUnsafe(ref xs, (nuint)at);
        var gapY = y - Vector512.LoadUnsafe(ref ys, (nuint)at);
        return (gapX, gapY, Vector512.FusedMultiplyAdd(gapX, gapX, Vector512.FusedMultiplyAdd(gapY, gapY, Vector512<float>.One)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<float> q, Vector512<float> x, Vector512<float> y, ref Vector512<float> sumQ, ref Vector512<float> sumX, ref Vector512<float> sumY)
    {
        sumQ += q;
        var square = q * q;
        sumX = Vector512.FusedMultiplyAdd(square, x, sumX);
        sumY = Vector512.FusedMultiplyAdd(square, y, sumY);
    }

    private static float Sum(Vector512<float> lanes)
    {
        float sum = 0;
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }
}
