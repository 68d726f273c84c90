namespace TextClassify.Training.Onnx;

/// <summary>x_t: rows of the half-precision table, which stays in its own file and is gathered before it is widened.</summary>
internal static class EmbeddingEmitter
{
    public const string Table = "embedding.weight";

    /// <returns>[T,B,D] for ids [T,B]; [T,B,D+C] with a linear term.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, Value tokenIds)
    {
        int rows = weights[Table].Shape[0], width = weights[Table].Shape[1] + LinearTerm.WidthOf(weights);
        var table = graph.ExternalHalf(Table, ModelManifest.EmbeddingFile, [rows, width]);
        return graph.Cast(graph.Gather(table, tokenIds), graph.Real);
    }
}
