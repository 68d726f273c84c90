using System.Numerics;
using System.Runtime.InteropServices;

namespace TextClassify.Forward;

/// <summary>
/// The embedding table as it ships, row-major and little-endian: half precision, or single where the package says so. Immutable.
/// </summary>
public sealed class EmbeddingRows
{
    // One of the two is empty.
    private readonly Half[] _halves;
    private readonly float[] _singles;

    private EmbeddingRows(Half[] halves, float[] singles, int width)
    {
        (_halves, _singles) = (halves, singles);
        Width = width;
    }

    /// <summary>D.</summary>
    public int Width { get; }

    /// <summary>V.</summary>
    public int Rows => (_halves.Length + _singles.Length) / Width;

    /// <param name="stream">The table, in half precision.</param>
    /// <param name="rows">V.</param>
    /// <param name="width">D.</param>
    /// <exception cref="EndOfStreamException">The stream holds less.</exception>
    public static EmbeddingRows Read(Stream stream, int rows, int width) => new(ReadAll<Half>(stream, rows * width), [], width);

    /// <summary>As <see cref="Read"/>, of a table in single precision.</summary>
    public static EmbeddingRows ReadSingle(Stream stream, int rows, int width) => new([], ReadAll<float>(stream, rows * width), width);

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
