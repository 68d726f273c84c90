namespace TextClassify.Training.Onnx;

/// <summary>x_t: rows of the half-precision table, which stays in its own file and is gathered before it is widened.</summary>
internal static class EmbeddingEmitter
{
    public const string Table = "embedding.weight";

    /// <returns>[T,B,D] for ids [T,B].</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, Value tokenIds)
    {
        var table = graph.ExternalHalf(Table, ModelManifest.EmbeddingFile, [.. weights[Table].Shape]);
        return graph.Cast(graph.Gather(table, tokenIds), graph.Real);
    }
}
