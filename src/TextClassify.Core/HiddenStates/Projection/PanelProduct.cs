using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// Six queries times one panel. Each dot product is one chain of fused multiply-adds over the units in order, so its bits depend neither on
/// the vector width of the machine nor on the queries beside it.
/// </summary>
internal static class PanelProduct
{
    /// <summary>Six rows and two vectors keep twelve sums in registers; more would spill.</summary>
    public const int Queries = 6;

    private const int Half = StateTable.PanelStates / 2;

    /// <param name="queries">[6, W].</param>
    /// <param name="width">W.</param>
    /// <param name="panel">[W, 32].</param>
    /// <param name="products">[6, 32].</param>
    public static void Write(ReadOnlySpan<float> queries, int width, ReadOnlySpan<float> panel, Span<float> products)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queries.Length, Queries * width);
        ArgumentOutOfRangeException.ThrowIfLessThan(panel.Length, StateTable.PanelStates * width);
        ArgumentOutOfRangeException.ThrowIfLessThan(products.Length, Queries * StateTable.PanelStates);

        if (Vector512.IsHardwareAccelerated)
        {
            Wide(queries, width, panel, products);
        }
        else
        {
            Narrow(queries, width, panel, products);
        }
    }

    /// <summary>With vectors of sixteen.</summary>
    public static void Wide(ReadOnlySpan<float> queries, int width, ReadOnlySpan<float> panel, Span<float> products)
    {
        ref float query = ref MemoryMarshal.GetReference(queries);
        ref float column = ref MemoryMarshal.GetReference(panel);
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector512<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int unit = 0; unit < width; unit++)
        {
            var left = Vector512.LoadUnsafe(ref column);
            var right = Vector512.LoadUnsafe(ref column, Half);
            column = ref Unsafe.Add(ref column, StateTable.PanelStates);

            var value = Vector512.Create(query);
            a0 = Vector512.FusedMultiplyAdd(value, left, a0);
            a1 = Vector512.FusedMultiplyAdd(value, right, a1);
            value = Vector512.Create(Unsafe.Add(ref query, width));
            b0 = Vector512.FusedMultiplyAdd(value, left, b0);
            b1 = Vector512.FusedMultiplyAdd(value, right, b1);
            value = Vector512.Create(Unsafe.Add(ref query, 2 * width));
            c0 = Vector512.FusedMultiplyAdd(value, left, c0);
            c1 = Vector512.FusedMultiplyAdd(value, right, c1);
            value = Vector512.Create(Unsafe.Add(ref query, 3 * width));
            d0 = Vector512.FusedMultiplyAdd(value, left, d0);
            d1 = Vector512.FusedMultiplyAdd(value, right, d1);
            value = Vector512.Create(Unsafe.Add(ref query, 4 * width));
            e0 = Vector512.FusedMultiplyAdd(value, left, e0);
            e1 = Vector512.FusedMultiplyAdd(value, right, e1);
            value = Vector512.Create(Unsafe.Add(ref query, 5 * width));
            f0 = Vector512.FusedMultiplyAdd(value, left, f0);
            f1 = Vector512.FusedMultiplyAdd(value, right, f1);
            query = ref Unsafe.Add(ref query, 1);
        }

        Store(a0, a1, products);
        Store(b0, b1, products[32..]);
        Store(c0, c1, products[64..]);
        Store(d0, d1, products[96..]);
        Store(e0, e1, products[128..]);
        Store(f0, f1, products[160..]);
    }

    /// <summary>
    /// With vectors of eight, a panel in two halves: twelve sums of sixteen would need 24 of AVX2's 16 registers, and took 2.3 times as
    /// long.
    /// </summary>
    public static void Narrow(ReadOnlySpan<float> queries, int width, ReadOnlySpan<float> panel, Span<float> products)
    {
        WriteHalf(queries, width, panel, products);
        WriteHalf(queries, width, panel[Half..], products[Half..]);
    }

    private static void WriteHalf(ReadOnlySpan<float> queries, int width, ReadOnlySpan<float> panel, Span<float> products)
    {
        ref float query = ref MemoryMarshal.GetReference(queries);
        ref float column = ref MemoryMarshal.GetReference(panel);
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int unit = 0; unit < width; unit++)
        {
            var left = Vector256.LoadUnsafe(ref column);
            var right = Vector256.LoadUnsafe(ref column, 8);
            column = ref Unsafe.Add(ref column, StateTable.PanelStates);

            var value = Vector256.Create(query);
            a0 = Vector256.FusedMultiplyAdd(value, left, a0);
            a1 = Vector256.FusedMultiplyAdd(value, right, a1);
            value = Vector256.Create(Unsafe.Add(ref query, width));
            b0 = Vector256.FusedMultiplyAdd(value, left, b0);
            b1 = Vector256.FusedMultiplyAdd(value, right, b1);
            value = Vector256.Create(Unsafe.Add(ref query, 2 * width));
            c0 = Vector256.FusedMultiplyAdd(value, left, c0);
            c1 = Vector256.FusedMultiplyAdd(value, right, c1);
            value = Vector256.Create(Unsafe.Add(ref query, 3 * width));
            d0 = Vector256.FusedMultiplyAdd(value, left, d0);
            d1 = Vector256.FusedMultiplyAdd(value, right, d1);
            value = Vector256.Create(Unsafe.Add(ref query, 4 * width));
            e0 = Vector256.FusedMultiplyAdd(value, left, e0);
            e1 = Vector256.FusedMultiplyAdd(value, right, e1);
            value = Vector256.Create(Unsafe.Add(ref query, 5 * width));
            f0 = Vector256.FusedMultiplyAdd(value, left, f0);
            f1 = Vector256.FusedMultiplyAdd(value, right, f1);
            query = ref Unsafe.Add(ref query, 1);
        }

        Store(a0, a1, products);
        Store(b0, b1, products[32..]);
        Store(c0, c1, products[64..]);
        Store(d0, d1, products[96..]);
        Store(e0, e1, products[128..]);
        Store(f0, f1, products[160..]);
    }

    private static void Store(Vector512<float> left, Vector512<float> right, Span<float> products)
    {
        left.CopyTo(products);
        right.CopyTo(products[Half..]);
    }

    private static void Store(Vector256<float> left, Vector256<float> right, Span<float> products)
    {
        left.CopyTo(products);
        right.CopyTo(products[8..]);
    }
}
