namespace TextClassify.Training.Onnx.Contextual;

/// <summary>f_t and b_t in two parts. Both directions share one loop; the backward one is turned round row by row.</summary>
internal static class RecurrentContextual
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int64 [B].</param>
    /// <param name="members">1 where a token is of the phrase, and where it is of the rest, each [T,B,1].</param>
    /// <returns>f and b, each [T,2B,m], the phrase's rows before the rest's; without meaning beyond a row's length.</returns>
    public static (Value Forward, Value Backward) Emit(
        GraphBuilder graph, WeightTable weights, CellKind cell, Value embeddings, Value lengths, (Value Phrase, Value Others) members)
    {
        int stateWidth = weights["rnn.weight_hh_l0"].Shape[1];
        var kernels = RecurrentEmitter.Kernels(graph, weights, cell);
        var bias = graph.SplitEvenly(graph.Unsqueeze(kernels.Bias, 1), axis: 2, 2);
        var products = RecurrentEmitter.InputProducts(graph, kernels.Input, embeddings, lengths);
        var input = graph.Concat(
            [graph.Mul(products, BothWays(members.Phrase)), graph.Mul(products, BothWays(members.Others))], axis: 2);
        var recurrent = graph.Transpose(kernels.Recurrent, 0, 2, 1);

        int others = weights["rnn.weight_hh_l0"].Shape[0] - stateWidth;
        var first = graph.Split(graph.Gather(input, graph.Integer(0)), axis: 2, stateWidth, others)[0];
        var none = graph.Mul(first, graph.Weight("zero", [], [0]));
        var states = cell is CellKind.Lstm
            ? LstmContextual.Emit(graph, input, recurrent, graph.Add(bias[0], bias[1]), none, stateWidth)
            : GruContextual.Emit(graph, input, recurrent, bias[0], bias[1], none, stateWidth);

        var directions = graph.SplitEvenly(states, axis: 1, 2);
        var turned = graph.Reverse(graph.Squeeze(directions[1], 1), graph.Concat([lengths, lengths], axis: 0));
        return (graph.Squeeze(directions[0], 1), turned);

        Value BothWays(Value member) => RecurrentEmitter.Stack(graph, member, graph.Reverse(member, lengths));
    }
}
