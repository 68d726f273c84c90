using System.Text.Json.Serialization;

namespace TextClassify.Forward;

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
