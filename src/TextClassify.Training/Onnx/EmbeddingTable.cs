using System.Runtime.InteropServices;
using TextClassify.Forward;

namespace TextClassify.Training.Onnx;

/// <summary>The table as it ships, row-major and little-endian: IEEE half, or bytes behind a scale for each column.</summary>
internal static class EmbeddingTable
{
    /// <summary>[D], or [D+C] with a linear term: what a column's bytes are multiplied by. Absent where the table is of halves.</summary>
    public const string Scales = "embedding.scales";

    public static bool IsInBytes(WeightTable weights) => weights.Names.Contains(Scales);

    public static EmbeddingShape ShapeOf(WeightTable weights)
    {
        var table = weights[EmbeddingEmitter.Table];
        return new(table.Shape[0], table.Shape[1] + LinearTerm.WidthOf(weights))
        {
            Precision = IsInBytes(weights) ? EmbeddingShape.BytePrecision : null,
        };
    }

    public static void Write(WeightTable weights, Stream stream)
    {
        float[] values = LinearTerm.Table(weights).Values;
        if (IsInBytes(weights))
        {
            float[] scales = weights[Scales].Values;
            stream.Write(MemoryMarshal.AsBytes<float>(scales));
            sbyte[] bytes = new sbyte[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                bytes[i] = ColumnScales.ToByte(values[i], scales[i % scales.Length]);
            }

            stream.Write(MemoryMarshal.AsBytes<sbyte>(bytes));
            return;
        }

        var halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = ToHalf(values[i], i);
        }

        stream.Write(MemoryMarshal.AsBytes<Half>(halves));
    }

    /// <summary>The weights with the table rounded to what the file can hold: the net that ships and parity is measured against.</summary>
    /// <param name="weights">Of a net and its table.</param>
    /// <param name="inBytes">The table is to ship in bytes.</param>
    public static WeightTable Round(WeightTable weights, bool inBytes = false)
    {
        if (!inBytes)
        {
            return new(weights.All.Select(weight => IsOfTable(weight)
                ? weight with { Values = [.. weight.Values.Select((value, i) => (float)ToHalf(value, i))] }
                : weight));
        }

        float[] ScalesOf(string name) =>
            weights.Names.Contains(name) ? ColumnScales.Of(weights[name].Values, weights[name].Shape[1]) : [];
        float[] scales = [.. ScalesOf(EmbeddingEmitter.Table), .. ScalesOf(LinearTerm.Name)];
        return new(weights.All.Select(weight => IsOfTable(weight)
            ? weight with { Values = ColumnScales.Round(weight.Values, ScalesOf(weight.Name)) }
            : weight).Append(new(Scales, [scales.Length], scales)));
    }

    /// <summary>A run's weights, whose table is rounded already, as they ship.</summary>
    public static WeightTable Shipped(WeightTable weights, bool inBytes) => inBytes ? Round(weights, inBytes) : weights;

    private static bool IsOfTable(Weight weight) => weight.Name is EmbeddingEmitter.Table or LinearTerm.Name;

    private static Half ToHalf(float value, int index)
    {
        var half = (Half)value;
        return Half.IsFinite(half)
            ? half
            : throw new InvalidDataException($"Embedding value {value} at {index} does not fit a half-precision number (largest 65504).");
    }
}
