namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// The recurrent layer as a loop of ordinary operators that keeps what its gradient needs. The runtime's own operator gives neither gates
/// nor cells, and to compute them again from its states costs more than the operator saves: at 10 x 20 tokens a fifth of the whole backward
/// graph. Both directions run from step 0; the backward one is turned round row by row.
/// </summary>
/// <param name="Gates">Sigmoid gates in ONNX's order, i o f or z r, [T,2,B,3m] or [T,2,B,2m].</param>
/// <param name="Candidate">g or n, [T,2,B,m].</param>
/// <param name="Memory">c, or q = W_hn h + b, [T,2,B,m].</param>
/// <param name="Hidden">h, [T,2,B,m].</param>
/// <param name="None">Zeros, [2,B,m].</param>
internal sealed record RecurrentSteps(Value Gates, Value Candidate, Value Memory, Value Hidden, Value None)
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int64 [B].</param>
    public static RecurrentSteps Emit(GraphBuilder graph, WeightTable weights, CellKind cell, Value embeddings, Value lengths)
    {
        int stateWidth = weights["rnn.weight_hh_l0"].Shape[1];
        var (input, recurrent, biases) = RecurrentEmitter.Kernels(graph, weights, cell);
        var bias = graph.SplitEvenly(graph.Unsqueeze(biases, 1), axis: 2, 2);
        var products = RecurrentEmitter.InputProducts(graph, input, embeddings, lengths);
        Value[] kernels =
        [
            graph.Transpose(RecurrentEmitter.Direction(graph, recurrent, 0), 1, 0),
            graph.Transpose(RecurrentEmitter.Direction(graph, recurrent, 1), 1, 0),
        ];

        int gates = weights["rnn.weight_hh_l0"].Shape[0] / stateWidth;
        var first = graph.SplitEvenly(graph.Gather(products, graph.Integer(0)), axis: 2, gates)[0];
        var none = graph.Mul(first, graph.Weight("zero", [], [0]));
        return cell is CellKind.Lstm
            ? Lstm(graph, graph.Add(products, graph.Add(bias[0], bias[1])), kernels, none, stateWidth)
            : Gru(graph, graph.Add(products, bias[0]), kernels, bias[1], none, stateWidth);
    }

    /// <summary>f and b as the layers above read them, each [T,B,m]; without meaning beyond a row's length.</summary>
    public Value[] States(GraphBuilder graph, Value lengths) => ByDirection(graph, Hidden, lengths);

    /// <summary>[T,2,B,n] as two of [T,B,n], the second turned round.</summary>
    public static Value[] ByDirection(GraphBuilder graph, Value both, Value lengths)
    {
        var directions = graph.SplitEvenly(both, axis: 1, 2);
        return [graph.Squeeze(directions[0], 1), graph.Reverse(graph.Squeeze(directions[1], 1), lengths)];
    }

    /// <summary>Each step's value before it, zero before the first.</summary>
    public static Value Before(GraphBuilder graph, Value steps) =>
        graph.Node("Pad", [steps, graph.Integers(1, 0, 0, 0, -1, 0, 0, 0)]);

    /// <summary>c = f c + i g and h = o tanh(c).</summary>
    private static RecurrentSteps Lstm(GraphBuilder graph, Value input, Value[] kernels, Value none, int stateWidth)
    {
        var body = new LoopBody("forward", graph);
        var step = body.Graph;
        Value hidden = body.State(), cell = body.State();
        var inner = step.Split(step.Add(body.Input(), step.ByDirection(hidden, kernels)), axis: 2, 3 * stateWidth, stateWidth);
        Value gates = step.Sigmoid(inner[0]), candidate = step.Tanh(inner[1]);
        var parts = step.SplitEvenly(gates, axis: 2, 3);
        var next = step.Add(step.Mul(parts[2], cell), step.Mul(parts[0], candidate));
        var output = step.Mul(parts[1], step.Tanh(next));
        body.Next(output);
        body.Next(next);
        body.Output(gates);
        body.Output(candidate);
        body.Output(next);
        body.Output(output);
        var scanned = graph.Scan(body, states: [none, none], inputs: [input], reverse: false);
        return new RecurrentSteps(scanned[2], scanned[3], scanned[4], scanned[5], none);
    }

    /// <summary>n = tanh(a + r q) and h = n + z (h - n).</summary>
    private static RecurrentSteps Gru(GraphBuilder graph, Value input, Value[] kernels, Value bias, Value none, int stateWidth)
    {
        var body = new LoopBody("forward", graph);
        var step = body.Graph;
        var hidden = body.State();
        var x = step.Split(body.Input(), axis: 2, 2 * stateWidth, stateWidth);
        var h = step.Split(step.Add(step.ByDirection(hidden, kernels), bias), axis: 2, 2 * stateWidth, stateWidth);
        var gates = step.Sigmoid(step.Add(x[0], h[0]));
        var parts = step.SplitEvenly(gates, axis: 2, 2);
        var candidate = step.Tanh(step.Add(x[1], step.Mul(parts[1], h[1])));
        var output = step.Add(candidate, step.Mul(parts[0], step.Sub(hidden, candidate)));
        body.Next(output);
        body.Output(gates);
        body.Output(candidate);
        body.Output(h[1]);
        body.Output(output);
        var scanned = graph.Scan(body, states: [none], inputs: [input], reverse: false);
        return new RecurrentSteps(scanned[1], scanned[2], scanned[3], scanned[4], none);
    }
}
