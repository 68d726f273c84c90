using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TextClassify.Forward;

/// <summary>The embedding table as it ships: half precision, row-major, little-endian. Immutable.</summary>
public sealed class EmbeddingRows
{
    private readonly Half[] _values;

    private EmbeddingRows(Half[] values, int width)
    {
        _values = values;
        Width = width;
    }

    /// <summary>D.</summary>
    public int Width { get; }

    /// <summary>V.</summary>
    public int Rows => _values.Length / Width;

    /// <param name="stream">The table.</param>
    /// <param name="rows">V.</param>
    /// <param name="width">D.</param>
    /// <exception cref="EndOfStreamException">The stream holds less.</exception>
    public static EmbeddingRows Read(Stream stream, int rows, int width)
    {
        var values = new Half[rows * width];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new EmbeddingRows(values, width);
    }

    /// <summary>Writes one row an id, [T,D].</summary>
    public void Write(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddings.Length, ids.Length * Width);
        for (int token = 0; token < ids.Length; token++)
        {
            TensorPrimitives.ConvertToSingle(_values.AsSpan(ids[token] * Width, Width), embeddings.Slice(token * Width, Width));
        }
    }
}
