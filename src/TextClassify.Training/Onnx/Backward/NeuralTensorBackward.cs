namespace TextClassify.Training.Onnx.Backward;

/// <summary>The neural tensor layer, from dv back to df and db; N = T B rows.</summary>
internal static class NeuralTensorBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">tensor.*.</param>
    /// <param name="kind">Which tensor.</param>
    /// <param name="forward">f, [N,m].</param>
    /// <param name="backward">b, [N,m].</param>
    /// <param name="fused">v, [N,K].</param>
    /// <param name="gradient">dv, [N,K].</param>
    /// <returns>df and db, [N,m].</returns>
    public static (Value Forward, Value Backward) Emit(
        GraphBuilder graph, WeightTable weights, TensorKind kind, Value forward, Value backward, Value fused, Value gradient)
    {
        // d tanh = 1 - v^2.
        var one = graph.Weight("one", [], [1]);
        var inner = graph.Mul(gradient, graph.Sub(one, graph.Mul(fused, fused)));
        int stateWidth = weights["rnn.weight_hh_l0"].Shape[1];
        var linear = graph.Split(
            graph.MatMul(inner, graph.Vector(weights["tensor.linear.weight"])), axis: 1, stateWidth, stateWidth);
        var (throughForward, throughBackward) = kind is TensorKind.LowRank
            ? LowRank(graph, weights, forward, backward, inner)
            : Full(graph, weights, forward, backward, inner);
        return (graph.Add(linear[0], throughForward), graph.Add(linear[1], throughBackward));
    }

    /// <summary>Of U (P f * Q b).</summary>
    private static (Value Forward, Value Backward) LowRank(
        GraphBuilder graph, WeightTable weights, Value forward, Value backward, Value inner)
    {
        var p = graph.MatMul(forward, graph.Transposed(weights["tensor.p"]));
        var q = graph.MatMul(backward, graph.Transposed(weights["tensor.q"]));
        var product = graph.MatMul(inner, graph.Vector(weights["tensor.u"]));
        return (
            graph.MatMul(graph.Mul(product, q), graph.Vector(weights["tensor.p"])),
            graph.MatMul(graph.Mul(product, p), graph.Vector(weights["tensor.q"])));
    }

    /// <summary>Of f' T_k b: df = (sum_k d_k T_k) b and db = (sum_k d_k T_k)' f, the mixed m x m matrix formed once a token.</summary>
    private static (Value Forward, Value Backward) Full(
        GraphBuilder graph, WeightTable weights, Value forward, Value backward, Value inner)
    {
        var tensor = weights["tensor.full"];
        int wordWidth = tensor.Shape[0], stateWidth = tensor.Shape[1];
        var rows = graph.Weight("tensor.full.rows", [wordWidth, stateWidth * stateWidth], tensor.Values);
        var mixed = graph.Reshape(graph.MatMul(inner, rows), -1, stateWidth, stateWidth);
        return (
            graph.Squeeze(graph.MatMul(mixed, graph.Unsqueeze(backward, 2)), 2),
            graph.Squeeze(graph.MatMul(graph.Unsqueeze(forward, 1), mixed), 1));
    }
}
