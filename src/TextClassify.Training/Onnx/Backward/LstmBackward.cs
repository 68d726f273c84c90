namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// Per step, with i, f, g, o the gates: dc += dh o (1 - tanh(c)^2); da_i = dc g i(1-i), da_f = dc c_{t-1} f(1-f), da_g = dc i (1-g^2),
/// da_o = dh tanh(c) o(1-o); then dc_{t-1} = dc f and dh_{t-1} = da W_hh.
/// </summary>
internal static class LstmBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="input">x W_ih' + b, [T,2,B,4m], gates in ONNX's order i, o, f, g.</param>
    /// <param name="recurrent">h_{t-1} W_hh' + b, [T,2,B,4m].</param>
    /// <param name="weights">W_hh of each direction, [4m,m].</param>
    /// <param name="upstream">dh from the layers above, [T,2,B,m].</param>
    /// <returns>Gradient of the gates before their nonlinearity, [T,2,B,4m].</returns>
    public static Value Emit(GraphBuilder graph, Value input, Value recurrent, Value[] weights, Value upstream)
    {
        var gates = graph.SplitEvenly(graph.Add(input, recurrent), axis: 3, 4);
        Value i = graph.Sigmoid(gates[0]), o = graph.Sigmoid(gates[1]), f = graph.Sigmoid(gates[2]), g = graph.Tanh(gates[3]);
        var first = graph.Gather(upstream, graph.Integer(0));
        var none = graph.Mul(first, graph.Weight("zero", [], [0]));

        var cell = Cells(graph, none, f, graph.Mul(i, g));
        var previous = graph.Node("Pad", [cell, graph.Integers(1, 0, 0, 0, -1, 0, 0, 0)]);
        var squashed = graph.Tanh(cell);

        var byHidden = graph.Mul(squashed, graph.SigmoidSlope(o));
        var intoCell = graph.Mul(o, graph.TanhSlope(squashed));
        var byInput = graph.Mul(g, graph.SigmoidSlope(i));
        var byForget = graph.Concat([graph.Mul(previous, graph.SigmoidSlope(f)), graph.Mul(i, graph.TanhSlope(g))], axis: 3);

        return graph.Scan(Step(graph, weights), states: [none, none], inputs: [upstream, byHidden, intoCell, byInput, byForget, f], reverse: true)[2];
    }

    /// <summary>c_t = f_t c_{t-1} + i_t g_t: the states do not hold the cells, and h = o tanh(c) cannot be inverted safely.</summary>
    private static Value Cells(GraphBuilder graph, Value none, Value forget, Value update)
    {
        var body = new LoopBody("cell", graph);
        var previous = body.State();
        var next = body.Graph.Add(body.Graph.Mul(body.Input(), previous), body.Input());
        body.Next(next);
        body.Output(next);
        return graph.Scan(body, states: [none], inputs: [forget, update], reverse: false)[1];
    }

    private static LoopBody Step(GraphBuilder graph, Value[] weights)
    {
        var body = new LoopBody("step", graph);
        var step = body.Graph;
        Value laterHidden = body.State(), laterCell = body.State();
        Value upstream = body.Input(), byHidden = body.Input(), intoCell = body.Input();
        Value byInput = body.Input(), byForget = body.Input(), forget = body.Input();

        var hidden = step.Add(upstream, laterHidden);
        var cell = step.Add(laterCell, step.Mul(hidden, intoCell));
        var gates = step.Concat(
            [step.Mul(cell, byInput), step.Mul(hidden, byHidden), step.Mul(step.Concat([cell, cell], axis: 2), byForget)], axis: 2);
        body.Next(step.ByDirection(gates, weights));
        body.Next(step.Mul(cell, forget));
        body.Output(gates);
        return body;
    }
}
