namespace TextClassify.Training.Onnx.Contextual;

/// <summary>The neural tensor layer in portions: its bilinear form is a product of the directions, its bias the tanh's constant.</summary>
internal static class NeuralTensorContextual
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">tensor.*.</param>
    /// <param name="kind">Which tensor.</param>
    /// <param name="forward">f, [T,2B,m], the phrase's rows before the rest's.</param>
    /// <param name="backward">b, likewise.</param>
    /// <returns>v in portions, [T,B,K], the constant [K]; and v itself.</returns>
    public static (Portions Portions, Value Whole) Emit(
        GraphBuilder graph, WeightTable weights, TensorKind kind, Value forward, Value backward)
    {
        var bias = NeuralTensorEmitter.Bias(graph, weights);
        var inner = kind is TensorKind.LowRank ? LowRank(graph, weights, forward, backward) : Full(graph, weights, forward, backward);
        return graph.Linearise(graph.Tanh, inner with { Constant = bias }, graph.Tanh(bias));
    }

    private static Portions LowRank(GraphBuilder graph, WeightTable weights, Value forward, Value backward)
    {
        var p = graph.Unstack(graph.MatMul(forward, graph.Transposed(weights["tensor.p"])), axis: 1, Value.None);
        var q = graph.Unstack(graph.MatMul(backward, graph.Transposed(weights["tensor.q"])), axis: 1, Value.None);
        var product = graph.Product(p, graph.Add(p.Phrase, p.Rest), q);
        var joined = graph.Concat([forward, backward, graph.Concat([product.Phrase, product.Rest], axis: 1)], axis: 2);
        return graph.Unstack(graph.MatMul(joined, NeuralTensorEmitter.Joined(graph, weights)), axis: 1, Value.None);
    }

    private static Portions Full(GraphBuilder graph, WeightTable weights, Value forward, Value backward)
    {
        int stateWidth = weights["tensor.full"].Shape[1];
        var other = graph.Unstack(graph.Unsqueeze(backward, 2), axis: 1, Value.None);
        List<Value> phrase = [], rest = [];
        foreach (var (slices, count) in NeuralTensorEmitter.Slices(graph, weights))
        {
            var products = graph.Reshape(graph.MatMul(forward, slices), 0, 0, count, stateWidth);
            var one = graph.Unstack(products, axis: 1, Value.None);
            var block = graph.Product(one, graph.Add(one.Phrase, one.Rest), other);
            phrase.Add(graph.ReduceSum(block.Phrase, axis: 3));
            rest.Add(graph.ReduceSum(block.Rest, axis: 3));
        }

        var linear = graph.Unstack(
            graph.MatMul(graph.Concat([forward, backward], axis: 2), graph.Transposed(weights["tensor.linear.weight"])),
            axis: 1,
            Value.None);
        return new Portions(
            graph.Add(linear.Phrase, graph.Concat([.. phrase], axis: 2)),
            graph.Add(linear.Rest, graph.Concat([.. rest], axis: 2)),
            Value.None);
    }
}
