using System.Runtime.InteropServices;

namespace TextClassify.Training.Onnx;

/// <summary>The embedding table as it ships: row-major little-endian IEEE half.</summary>
internal static class EmbeddingTable
{
    public static void Write(WeightTable weights, Stream stream)
    {
        float[] values = LinearTerm.Table(weights).Values;
        var halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = ToHalf(values[i], i);
        }

        stream.Write(MemoryMarshal.AsBytes<Half>(halves));
    }

    /// <summary>The weights with the table rounded to what the file can hold: the net that ships and parity is measured against.</summary>
    public static WeightTable Round(WeightTable weights) => new(weights.All.Select(
        weight => weight.Name is EmbeddingEmitter.Table or LinearTerm.Name
            ? weight with { Values = [.. weight.Values.Select((value, i) => (float)ToHalf(value, i))] }
            : weight));

    private static Half ToHalf(float value, int index)
    {
        var half = (Half)value;
        return Half.IsFinite(half)
            ? half
            : throw new InvalidDataException($"Embedding value {value} at {index} does not fit a half-precision number (largest 65504).");
    }
}
