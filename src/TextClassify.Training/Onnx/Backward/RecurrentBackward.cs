namespace TextClassify.Training.Onnx.Backward;

/// <summary>Back through time. Both directions share one loop; only what truly depends on the next step is in it.</summary>
internal static class RecurrentBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="lengths">int64 [B].</param>
    /// <param name="steps">The forward pass.</param>
    /// <param name="forward">df, [T,B,m]; zero beyond a row's length, which keeps the loop at zero until the row's last step.</param>
    /// <param name="backward">db, likewise.</param>
    /// <returns>Of the embeddings, [T,B,D]; zero beyond a row's length.</returns>
    public static Value Emit(
        GraphBuilder graph, WeightTable weights, CellKind cell, Value lengths, RecurrentSteps steps, Value forward, Value backward)
    {
        var (input, recurrent, _) = RecurrentEmitter.Kernels(graph, weights, cell);
        Value[] kernels = [RecurrentEmitter.Direction(graph, recurrent, 0), RecurrentEmitter.Direction(graph, recurrent, 1)];
        var upstream = RecurrentEmitter.Stack(graph, forward, graph.Reverse(backward, lengths));
        var gates = cell is CellKind.Lstm
            ? LstmBackward.Emit(graph, steps, kernels, upstream)
            : GruBackward.Emit(graph, steps, kernels, upstream);

        var directions = graph.SplitEvenly(gates, axis: 1, 2);
        return graph.Add(Embeddings(0), graph.Reverse(Embeddings(1), lengths));

        Value Embeddings(int direction) =>
            graph.MatMul(graph.Squeeze(directions[direction], 1), RecurrentEmitter.Direction(graph, input, direction));
    }
}
