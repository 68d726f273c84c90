using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// Back through time. The backward direction is turned round row by row, so that both directions run from step 0 to a row's length and
/// share one loop. Gates come from the states by one matrix product over all steps; only what truly depends on the next step is in the loop.
/// </summary>
internal static class RecurrentBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int64 [B].</param>
    /// <param name="states">[T,2,B,m].</param>
    /// <param name="gradient">Of the states, [T,2,B,m]; zero beyond a row's length, which keeps the loop at zero until the row's last step.</param>
    /// <returns>Of the embeddings, [T,B,D]; zero beyond a row's length.</returns>
    public static Value Emit(
        GraphBuilder graph, WeightTable weights, CellKind cell, Value embeddings, Value lengths, Value states, Value gradient)
    {
        var inputs = graph.Concat(
            [graph.Unsqueeze(embeddings, 1), graph.Unsqueeze(graph.Reverse(embeddings, lengths), 1)], axis: 1);
        var hidden = AsSteps(graph, states, lengths);
        var upstream = AsSteps(graph, gradient, lengths);

        // h_{t-1}: one zero step in front, the last step dropped.
        var previous = graph.Node("Pad", [hidden, graph.Integers(1, 0, 0, 0, -1, 0, 0, 0)]);
        var (input, recurrent, biases) = RecurrentEmitter.Kernels(graph, weights, cell);
        var bias = graph.SplitEvenly(graph.Unsqueeze(biases, 1), axis: 2, 2);
        var fromInput = graph.Add(graph.MatMul(inputs, graph.Transpose(input, 0, 2, 1)), bias[0]);
        var fromState = graph.Add(graph.MatMul(previous, graph.Transpose(recurrent, 0, 2, 1)), bias[1]);
        var gates = cell is CellKind.Lstm
            ? LstmBackward.Emit(graph, fromInput, fromState, recurrent, upstream)
            : GruBackward.Emit(graph, fromInput, fromState, recurrent, previous, upstream);

        var directions = graph.Split(graph.MatMul(gates, input), axis: 1, 1, 1);
        return graph.Add(
            graph.Squeeze(directions[0], 1),
            graph.Reverse(graph.Squeeze(directions[1], 1), lengths));
    }

    private static Value AsSteps(GraphBuilder graph, Value bothDirections, Value lengths)
    {
        var directions = graph.Split(bothDirections, axis: 1, 1, 1);
        var turned = graph.Unsqueeze(graph.Reverse(graph.Squeeze(directions[1], 1), lengths), 1);
        return graph.Concat([directions[0], turned], axis: 1);
    }
}
