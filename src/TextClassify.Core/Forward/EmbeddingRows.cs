using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

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

/// <summary>The table of a model's embeddings, row-major and little-endian.</summary>
/// <param name="Rows">V, the vocabulary's size.</param>
/// <param name="Width">D; 0 where the table is inside the graph, which takes ids then.</param>
public sealed record EmbeddingShape(int Rows, int Width)
{
    public const string HalfFile = "embedding.f16.bin";
    public const string SingleFile = "embedding.f32.bin";
    public const string ByteFile = "embedding.i8.bin";

    /// <summary>The value of <see cref="Precision"/> for 32-bit floats.</summary>
    public const string SinglePrecision = "f32";

    /// <summary>
    /// The value of <see cref="Precision"/> for signed bytes: D scales of 32 bits, then [V,D] bytes, each of which stands for itself times
    /// its column's scale.
    /// </summary>
    public const string BytePrecision = "i8";

    /// <summary><see cref="SinglePrecision"/>, <see cref="BytePrecision"/>, or null for IEEE half.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Precision { get; init; }

    /// <summary>The table's file; null where the package has none.</summary>
    [JsonIgnore]
    public string? File => Width == 0 ? null : Precision switch
    {
        SinglePrecision => SingleFile,
        BytePrecision => ByteFile,
        _ => HalfFile,
    };

    /// <summary>How long the file is.</summary>
    [JsonIgnore]
    public long Bytes => Precision switch
    {
        SinglePrecision => (long)sizeof(float) * Rows * Width,
        BytePrecision => ((long)Rows + sizeof(float)) * Width,
        _ => 2L * Rows * Width,
    };

    /// <summary>Whether this program knows the precision.</summary>
    [JsonIgnore]
    public bool IsKnown => Precision is null or SinglePrecision or BytePrecision;
}
