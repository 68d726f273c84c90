using System.Numerics;
using System.Runtime.InteropServices;

namespace TextClassify.Forward;

/// <summary>
/// The embedding table as it ships, row-major and little-endian, in the precision that the package says. Immutable.
/// </summary>
public sealed class EmbeddingRows
{
    // One of the three is filled.
    private readonly Half[] _halves = [];
    private readonly float[] _singles = [];
    private readonly sbyte[] _bytes = [];
    private readonly float[] _scales = [];

    private EmbeddingRows(Stream stream, EmbeddingShape shape)
    {
        (Rows, Width) = (shape.Rows, shape.Width);
        int count = Rows * Width;
        switch (shape.Precision)
        {
            case EmbeddingShape.SinglePrecision:
                _singles = ReadAll<float>(stream, count);
                break;
            case EmbeddingShape.BytePrecision:
                _scales = ReadAll<float>(stream, Width);
                _bytes = ReadAll<sbyte>(stream, count);
                break;
            default:
                _halves = ReadAll<Half>(stream, count);
                break;
        }
    }

    /// <summary>D.</summary>
    public int Width { get; }

    /// <summary>V.</summary>
    public int Rows { get; }

    /// <param name="stream">The table's file.</param>
    /// <param name="shape">What the package says of it.</param>
    /// <exception cref="EndOfStreamException">The stream holds less.</exception>
    public static EmbeddingRows Read(Stream stream, EmbeddingShape shape) => new(stream, shape);

    /// <summary>Writes one row an id, [T,D].</summary>
    /// <param name="ids">T.</param>
    /// <param name="embeddings">At least [T,D].</param>
    public void Write(ReadOnlySpan<int> ids, Span<float> embeddings) => WriteAll(ids, embeddings);

    /// <summary>As above, of ids as graphs take them.</summary>
    public void Write(ReadOnlySpan<long> ids, Span<float> embeddings) => WriteAll(ids, embeddings);

    private void WriteAll<T>(ReadOnlySpan<T> ids, Span<float> embeddings)
        where T : IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddings.Length, ids.Length * Width);
        for (int token = 0; token < ids.Length; token++)
        {
            int start = int.CreateTruncating(ids[token]) * Width;
            var row = embeddings.Slice(token * Width, Width);
            if (_singles.Length > 0)
            {
                _singles.AsSpan(start, Width).CopyTo(row);
            }
            else if (_bytes.Length > 0)
            {
                TensorPrimitives.ConvertTruncating<sbyte, float>(_bytes.AsSpan(start, Width), row);
                TensorPrimitives.Multiply(row, _scales, row);
            }
            else
            {
                TensorPrimitives.ConvertToSingle(_halves.AsSpan(start, Width), row);
            }
        }
    }

    private static T[] ReadAll<T>(Stream stream, int count)
        where T : unmanaged
    {
        var values = new T[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
