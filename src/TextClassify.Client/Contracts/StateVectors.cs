using System.Buffers.Binary;

namespace TextClassify.Client.Contracts;

/// <summary>States as they were sent; <see cref="ToRows"/> reads any of the encodings.</summary>
/// <param name="Encoding">base64-f32le, base64-f16le or numbers.</param>
/// <param name="Shape">Tokens, width.</param>
/// <param name="Data">Row-major little-endian numbers in base64; null for numbers.</param>
/// <param name="Values">Rows of numbers; null for base64.</param>
public sealed record StateVectors(string Encoding, IReadOnlyList<int> Shape, string? Data, IReadOnlyList<IReadOnlyList<float>>? Values)
{
    /// <summary>One row a token.</summary>
    /// <exception cref="InvalidDataException">The encoding is not known, or the data is not as long as the shape says.</exception>
    public float[][] ToRows()
    {
        if (Values is not null)
        {
            return [.. Values.Select(row => row.ToArray())];
        }

        byte[] bytes = Convert.FromBase64String(Data ?? "");
        int size = Encoding switch
        {
            "base64-f32le" => sizeof(float),
            "base64-f16le" => sizeof(float) / 2,
            _ => throw new InvalidDataException($"The encoding '{Encoding}' is not known."),
        };
        if (Shape is not [var tokens, var width] || bytes.Length != (long)tokens * width * size)
        {
            throw new InvalidDataException($"{bytes.Length} bytes of {Encoding} are not of the shape [{string.Join(',', Shape)}].");
        }

        float[][] rows = new float[tokens][];
        for (int row = 0; row < tokens; row++)
        {
            rows[row] = new float[width];
            for (int i = 0; i < width; i++)
            {
                var number = bytes.AsSpan(((row * width) + i) * size);
                rows[row][i] = size == sizeof(float)
                    ? BinaryPrimitives.ReadSingleLittleEndian(number)
                    : (float)BinaryPrimitives.ReadHalfLittleEndian(number);
            }
        }

        return rows;
    }
}
