using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>The table of a model's embeddings, row-major and little-endian.</summary>
/// <param name="Rows">V, the vocabulary's size.</param>
/// <param name="Width">D; 0 where the table is inside the graph, which takes ids then.</param>
public sealed record EmbeddingShape(int Rows, int Width)
{
    /// <summary>The value of <see cref="Precision"/> for 32-bit floats.</summary>
    public const string SinglePrecision = "f32";

    /// <summary><see cref="SinglePrecision"/>, or null for IEEE half.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Precision { get; init; }

    [JsonIgnore]
    public bool IsSingle => Precision == SinglePrecision;

    /// <summary>The table's file; null where the package has none.</summary>
    [JsonIgnore]
    public string? File => Width == 0 ? null : IsSingle ? ModelManifest.SingleEmbeddingFile : ModelManifest.EmbeddingFile;
}
