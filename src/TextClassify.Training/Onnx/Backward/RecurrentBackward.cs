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
        var hidden = AsSteps(graph, states, lengths);
        var upstream = AsSteps(graph, gradient, lengths);

        // h_{t-1}: one zero step in front, the last step dropped.
        var before = graph.Node("Pad", [RecurrentEmitter.Stack(graph, hidden[0], hidden[1]), graph.Integers(1, 0, 0, 0, -1, 0, 0, 0)]);
        var previous = graph.SplitEvenly(before, axis: 1, 2);
        var (input, recurrent, biases) = RecurrentEmitter.Kernels(graph, weights, cell);
        Value[] recurrents = [RecurrentEmitter.Direction(graph, recurrent, 0), RecurrentEmitter.Direction(graph, recurrent, 1)];
        var bias = graph.SplitEvenly(graph.Unsqueeze(biases, 1), axis: 2, 2);
        var fromInput = graph.Add(RecurrentEmitter.InputProducts(graph, input, embeddings, lengths), bias[0]);
        var fromState = graph.Add(
            graph.Concat([FromState(0), FromState(1)], axis: 1),
            bias[1]);
        var gates = cell is CellKind.Lstm
            ? LstmBackward.Emit(graph, fromInput, fromState, recurrents, RecurrentEmitter.Stack(graph, upstream[0], upstream[1]))
            : GruBackward.Emit(graph, fromInput, fromState, recurrents, before, RecurrentEmitter.Stack(graph, upstream[0], upstream[1]));

        var directions = graph.SplitEvenly(gates, axis: 1, 2);
        return graph.Add(Embeddings(0), graph.Reverse(Embeddings(1), lengths));

        Value FromState(int direction) => graph.MatMul(previous[direction], graph.Transpose(recurrents[direction], 1, 0));

        Value Embeddings(int direction) =>
            graph.MatMul(graph.Squeeze(directions[direction], 1), RecurrentEmitter.Direction(graph, input, direction));
    }

    /// <summary>[T,2,B,n] as two of [T,B,n], the backward one turned round.</summary>
    private static Value[] AsSteps(GraphBuilder graph, Value bothDirections, Value lengths)
    {
        var directions = graph.SplitEvenly(bothDirections, axis: 1, 2);
        return [graph.Squeeze(directions[0], 1), graph.Reverse(graph.Squeeze(directions[1], 1), lengths)];
    }
}
