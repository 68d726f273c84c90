namespace TextClassify.Storage.Querying;

/// <summary>What a window holds.</summary>
/// <param name="Count">Predictions.</param>
/// <param name="Blocks">Groups of callers.</param>
/// <param name="Evidence">Whether any has evidence.</param>
public sealed record Extent(long Count, int Blocks, bool Evidence);
