using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Onnx;

/// <summary>A[r,t]: convolutions over the embeddings, ReLU, a 1x1 projection to R rows and a softmax over the tokens of each text.</summary>
internal static class WordWeightsEmitter
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">weights.*.</param>
    /// <param name="windows">Odd widths in tokens.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="mask">bool [B,T], true where a token stands.</param>
    /// <returns>[B,R,T]; zero beyond a row's length.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        var features = Features(graph, weights, windows, embeddings, mask);
        var project = weights["weights.project.weight"];
        var kernel = graph.Weight(project.Name, [.. project.Shape, 1], project.Values);
        var scores = graph.Conv(features, kernel, graph.Vector(weights["weights.project.bias"]), 0, 0);

        var never = graph.Weight("weights.never", [], [float.NegativeInfinity]);
        return graph.Softmax(graph.Where(graph.Unsqueeze(mask, 1), scores, never), axis: 2);
    }

    /// <summary>u_t, after ReLU.</summary>
    /// <returns>[B,H windows,T].</returns>
    public static Value Features(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        // A window at a text's last token must see zeros, not the embedding of the padding.
        var present = graph.Cast(mask, TensorProto.Types.DataType.Float);
        var channels = graph.Mul(graph.Transpose(embeddings, 1, 2, 0), graph.Unsqueeze(present, 1));
        return graph.Concat([.. windows.Select(window => Convolve(graph, weights, $"weights.conv{window}", channels))], axis: 1);
    }

    private static Value Convolve(GraphBuilder graph, WeightTable weights, string name, Value channels)
    {
        int reach = weights[$"{name}.weight"].Shape[2] / 2;
        return graph.Relu(graph.Conv(channels, graph.Vector(weights[$"{name}.weight"]), graph.Vector(weights[$"{name}.bias"]), reach, reach));
    }
}
