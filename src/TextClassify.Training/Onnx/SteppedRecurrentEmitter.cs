using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx;

/// <summary>
/// The recurrent layer as a loop of ordinary operators: slower than <see cref="RecurrentEmitter"/>'s one operator, which the runtime has in single
/// precision only, and independent of it.
/// </summary>
internal static class SteppedRecurrentEmitter
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int64 [B].</param>
    /// <returns>[T,2,B,m]; without meaning beyond a row's length.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, CellKind cell, Value embeddings, Value lengths)
    {
        int stateWidth = weights["rnn.weight_hh_l0"].Shape[1], gates = weights["rnn.weight_hh_l0"].Shape[0] / stateWidth;
        var (input, recurrent, biases) = RecurrentEmitter.Kernels(graph, weights, cell);
        var bias = graph.SplitEvenly(graph.Unsqueeze(biases, 1), axis: 2, 2);
        var products = graph.Add(RecurrentEmitter.InputProducts(graph, input, embeddings, lengths), bias[0]);
        var kernel = graph.Transpose(recurrent, 0, 2, 1);

        var first = graph.SplitEvenly(graph.Gather(products, graph.Integer(0)), axis: 2, gates)[0];
        var none = graph.Mul(first, graph.Weight("zero", [], [0]));
        var states = cell is CellKind.Lstm
            ? graph.Scan(Lstm(graph, kernel, bias[1]), states: [none, none], inputs: [products], reverse: false)[2]
            : graph.Scan(Gru(graph, kernel, bias[1]), states: [none], inputs: [products], reverse: false)[1];

        var directions = graph.SplitEvenly(states, axis: 1, 2);
        return graph.Concat([directions[0], graph.Unsqueeze(graph.Reverse(graph.Squeeze(directions[1], 1), lengths), 1)], axis: 1);
    }

    /// <summary>c = f c + i g and h = o tanh(c); gates in ONNX's order i, o, f, g.</summary>
    private static LoopBody Lstm(GraphBuilder graph, Value kernel, Value bias)
    {
        var body = new LoopBody("forward", graph);
        var step = body.Graph;
        Value hidden = body.State(), cell = body.State();
        var gates = step.SplitEvenly(step.Add(body.Input(), step.Add(step.MatMul(hidden, kernel), bias)), axis: 2, 4);
        var next = step.Add(step.Mul(step.Sigmoid(gates[2]), cell), step.Mul(step.Sigmoid(gates[0]), step.Tanh(gates[3])));
        var output = step.Mul(step.Sigmoid(gates[1]), step.Tanh(next));
        body.Next(output);
        body.Next(next);
        body.Output(output);
        return body;
    }

    /// <summary>n = tanh(a + r q) and h = n + z (h - n); gates in ONNX's order z, r, n.</summary>
    private static LoopBody Gru(GraphBuilder graph, Value kernel, Value bias)
    {
        var body = new LoopBody("forward", graph);
        var step = body.Graph;
        var hidden = body.State();
        var x = step.SplitEvenly(body.Input(), axis: 2, 3);
        var h = step.SplitEvenly(step.Add(step.MatMul(hidden, kernel), bias), axis: 2, 3);
        var candidate = step.Tanh(step.Add(x[2], step.Mul(step.Sigmoid(step.Add(x[1], h[1])), h[2])));
        var update = step.Sigmoid(step.Add(x[0], h[0]));
        var output = step.Add(candidate, step.Mul(update, step.Sub(hidden, candidate)));
        body.Next(output);
        body.Output(output);
        return body;
    }
}
