namespace TextClassify.Training.Onnx.Backward;

/// <summary>Of sum_c w_c z_c with z = b + sum_r W_r S_r and S = A V: dS = w W, dV = A' dS, dA = dS V'.</summary>
internal static class ReadoutBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">output.*.</param>
    /// <param name="targets">w, [B,C].</param>
    /// <param name="wordWeights">A, [B,R,T].</param>
    /// <param name="words">V, [B,T,K].</param>
    /// <returns>dV [B,T,K] and dA [B,R,T].</returns>
    public static (Value Words, Value WordWeights) Emit(
        GraphBuilder graph, WeightTable weights, Value targets, Value wordWeights, Value words)
    {
        var output = weights["output.weight"];
        int aspects = weights["weights.project.bias"].Shape[0];
        var text = graph.Reshape(graph.MatMul(targets, graph.Vector(output)), -1, aspects, output.Shape[1] / aspects);

        return (
            graph.MatMul(graph.Transpose(wordWeights, 0, 2, 1), text),
            graph.MatMul(text, graph.Transpose(words, 0, 2, 1)));
    }
}
