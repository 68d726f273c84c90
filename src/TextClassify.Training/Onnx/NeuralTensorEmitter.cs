namespace TextClassify.Training.Onnx;

/// <summary>v_t = tanh(f_t' T b_t + W [f_t ; b_t] + c), over all tokens of a batch as one row each (N = T B rows).</summary>
internal static class NeuralTensorEmitter
{
    // f T_k for 16 k at a time: all K of them would take m K floats a token, 64 KB at m = K = 128.
    private const int FullBlock = 16;

    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">tensor.*.</param>
    /// <param name="kind">Which tensor.</param>
    /// <param name="forward">f, [N,m].</param>
    /// <param name="backward">b, [N,m].</param>
    /// <returns>[N,K].</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, TensorKind kind, Value forward, Value backward) =>
        kind is TensorKind.LowRank ? EmitLowRank(graph, weights, forward, backward) : EmitFull(graph, weights, forward, backward);

    /// <summary>U (P f * Q b) + W [f;b] is one product of [f;b;Pf*Qb] with [W U].</summary>
    private static Value EmitLowRank(GraphBuilder graph, WeightTable weights, Value forward, Value backward)
    {
        var p = graph.Transposed(weights["tensor.p"]);
        var q = graph.Transposed(weights["tensor.q"]);
        var product = graph.Mul(graph.MatMul(forward, p), graph.MatMul(backward, q));
        return graph.Tanh(graph.Gemm(graph.Concat([forward, backward, product], axis: 1), Joined(graph, weights), Bias(graph, weights)));
    }

    /// <summary>[W U], [2m+rank, K].</summary>
    public static Value Joined(GraphBuilder graph, WeightTable weights)
    {
        var linear = Matrices.Transpose(weights["tensor.linear.weight"]);
        var u = Matrices.Transpose(weights["tensor.u"]);
        int rows = linear.Shape[0] + u.Shape[0];
        return graph.Weight("tensor.linear_u", [rows, linear.Shape[1]], [.. linear.Values, .. u.Values]);
    }

    private static Value EmitFull(GraphBuilder graph, WeightTable weights, Value forward, Value backward)
    {
        int stateWidth = weights["tensor.full"].Shape[1];
        var backwardRow = graph.Unsqueeze(backward, 1);
        var blocks = new List<Value>();
        foreach (var (slices, count) in Slices(graph, weights))
        {
            var products = graph.Reshape(graph.MatMul(forward, slices), -1, count, stateWidth);
            blocks.Add(graph.ReduceSum(graph.Mul(products, backwardRow), axis: 2));
        }

        var linear = graph.Gemm(
            graph.Concat([forward, backward], axis: 1), graph.Transposed(weights["tensor.linear.weight"]), Bias(graph, weights));
        return graph.Tanh(graph.Add(linear, graph.Concat([.. blocks], axis: 1)));
    }

    /// <summary>The full tensor by blocks of k, each [m, count m] with T[k,i,j] at [i, k j].</summary>
    public static IEnumerable<(Value Slices, int Count)> Slices(GraphBuilder graph, WeightTable weights)
    {
        var tensor = weights["tensor.full"];
        int wordWidth = tensor.Shape[0], stateWidth = tensor.Shape[1];
        for (int start = 0; start < wordWidth; start += FullBlock)
        {
            int count = Math.Min(FullBlock, wordWidth - start);
            yield return (graph.Weight($"tensor.full.{start}", [stateWidth, count * stateWidth], ByInput(tensor, start, count)), count);
        }
    }

    /// <summary>T[k,i,j] of a block of k as [i, k j].</summary>
    private static float[] ByInput(Weight tensor, int start, int count)
    {
        int width = tensor.Shape[1];
        float[] values = new float[width * count * width];
        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < width; i++)
            {
                tensor.Values.AsSpan((((start + k) * width) + i) * width, width).CopyTo(values.AsSpan(((i * count) + k) * width));
            }
        }

        return values;
    }

    /// <summary>c, [K].</summary>
    public static Value Bias(GraphBuilder graph, WeightTable weights) => graph.Vector(weights["tensor.linear.bias"]);
}
