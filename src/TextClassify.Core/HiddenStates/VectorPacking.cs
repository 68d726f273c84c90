using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TextClassify.HiddenStates;

/// <summary>Vectors as base64 of little-endian IEEE numbers, row-major.</summary>
public static class VectorPacking
{
    /// <summary>32-bit floats; exact.</summary>
    public static string ToBase64Single(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return Convert.ToBase64String(MemoryMarshal.AsBytes(values));
        }

        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>16-bit floats, rounded to nearest even; a size beyond 65504 becomes infinite.</summary>
    public static string ToBase64Half(ReadOnlySpan<float> values)
    {
        Half[] halves = ArrayPool<Half>.Shared.Rent(values.Length);
        try
        {
            var packed = halves.AsSpan(0, values.Length);
            TensorPrimitives.ConvertToHalf(values, packed);
            if (!BitConverter.IsLittleEndian)
            {
                var words = MemoryMarshal.Cast<Half, ushort>(packed);
                BinaryPrimitives.ReverseEndianness(words, words);
            }

            return Convert.ToBase64String(MemoryMarshal.AsBytes(packed));
        }
        finally
        {
            ArrayPool<Half>.Shared.Return(halves);
        }
    }
}
