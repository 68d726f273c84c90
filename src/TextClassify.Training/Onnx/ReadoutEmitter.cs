namespace TextClassify.Training.Onnx;

/// <summary>The output layer in its three readings: of the whole text, token by token, and of each state alone.</summary>
internal static class ReadoutEmitter
{
    /// <summary>z = b + sum_r W_r S_r with S = A V.</summary>
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">output.*.</param>
    /// <param name="wordWeights">A, [B,R,T].</param>
    /// <param name="words">V, [B,T,K].</param>
    /// <returns>[B,C].</returns>
    public static Value Logits(GraphBuilder graph, WeightTable weights, Value wordWeights, Value words)
    {
        var output = weights["output.weight"];
        var text = graph.Reshape(graph.MatMul(wordWeights, words), -1, output.Shape[1]);
        return graph.Gemm(text, graph.Transposed(output), graph.Vector(weights["output.bias"]));
    }

    /// <summary>e[t,c] = sum_r A[r,t] (W[c,r] . v_t), after Lyu and Liu 2020.</summary>
    /// <returns>[B,T,C].</returns>
    public static Value Evidence(GraphBuilder graph, WeightTable weights, Value wordWeights, Value words)
    {
        var output = weights["output.weight"];
        int aspects = weights["weights.project.bias"].Shape[0], classes = output.Shape[0];
        var byAspect = output with
        {
            Name = "output.by_aspect",
            Shape = [classes * aspects, output.Shape[1] / aspects],
        };

        var shares = graph.Reshape(graph.MatMul(words, graph.Transposed(byAspect)), 0, 0, classes, aspects);
        var attention = graph.Unsqueeze(graph.Transpose(wordWeights, 0, 2, 1), 2);
        return graph.ReduceSum(graph.Mul(shares, attention), axis: 3);
    }

    /// <summary>b + sum_r W_r v_t.</summary>
    /// <returns>[B,T,C].</returns>
    public static Value LocalLogits(GraphBuilder graph, WeightTable weights, Value words, Value bias)
    {
        var output = weights["output.weight"];
        int aspects = weights["weights.project.bias"].Shape[0];
        int classes = output.Shape[0], width = output.Shape[1] / aspects;

        float[] sums = new float[width * classes];
        for (int i = 0; i < output.Values.Length; i++)
        {
            int label = i / (aspects * width), state = i % width;
            sums[(state * classes) + label] += output.Values[i];
        }

        return graph.Add(graph.MatMul(words, graph.Weight("output.sum", [width, classes], sums)), bias);
    }
}
