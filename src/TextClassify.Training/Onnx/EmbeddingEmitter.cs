using static TextClassify.Training.Onnx.EmbeddingTable;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx;

/// <summary>x_t: rows of the table, which stays in its own file and is gathered before it is widened.</summary>
internal static class EmbeddingEmitter
{
    public const string Table = "embedding.weight";

    /// <returns>[T,B,D] for ids [T,B]; [T,B,D+C] with a linear term.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, Value tokenIds)
    {
        var shape = ShapeOf(weights);
        int[] table = [shape.Rows, shape.Width];
        if (!IsInBytes(weights))
        {
            return graph.Cast(graph.Gather(graph.External(Table, shape.File!, DataType.Float16, table), tokenIds), graph.Real);
        }

        var scales = graph.External(Scales, shape.File!, DataType.Float, [shape.Width]);
        var bytes = graph.External(Table, shape.File!, DataType.Int8, table, offset: (long)sizeof(float) * shape.Width);
        return graph.Mul(graph.Cast(graph.Gather(bytes, tokenIds), graph.Real), graph.Cast(scales, graph.Real));
    }
}
