namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// Per step, with i, f, g, o the gates: dc += dh o (1 - tanh(c)^2); da_i = dc g i(1-i), da_f = dc c_{t-1} f(1-f), da_g = dc i (1-g^2),
/// da_o = dh tanh(c) o(1-o); then dc_{t-1} = dc f and dh_{t-1} = da W_hh. What dc and dh are multiplied with is known before the loop.
/// </summary>
internal static class LstmBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="steps">The forward pass.</param>
    /// <param name="weights">W_hh of each direction, [4m,m], gates in ONNX's order i, o, f, g.</param>
    /// <param name="upstream">dh from the layers above, [T,2,B,m].</param>
    /// <returns>Gradient of the gates before their nonlinearity, [T,2,B,4m].</returns>
    public static Value Emit(GraphBuilder graph, RecurrentSteps steps, Value[] weights, Value upstream)
    {
        var gates = graph.SplitEvenly(steps.Gates, axis: 3, 3);
        Value i = gates[0], o = gates[1], f = gates[2], g = steps.Candidate, squashed = graph.Tanh(steps.Memory);
        var intoCell = graph.Mul(o, graph.TanhSlope(squashed));
        var factors = graph.Concat(
            [
                graph.Mul(g, graph.SigmoidSlope(i)),
                graph.Mul(squashed, graph.SigmoidSlope(o)),
                graph.Mul(RecurrentSteps.Before(graph, steps.Memory), graph.SigmoidSlope(f)),
                graph.Mul(i, graph.TanhSlope(g)),
            ],
            axis: 3);

        return graph.Scan(
            Step(graph, weights), states: [steps.None, steps.None], inputs: [upstream, intoCell, factors, f], reverse: true)[2];
    }

    private static LoopBody Step(GraphBuilder graph, Value[] weights)
    {
        var body = new LoopBody("step", graph);
        var step = body.Graph;
        Value laterHidden = body.State(), laterCell = body.State();
        Value upstream = body.Input(), intoCell = body.Input(), factors = body.Input(), forget = body.Input();

        var hidden = step.Add(upstream, laterHidden);
        var cell = step.Add(laterCell, step.Mul(hidden, intoCell));
        var gates = step.Mul(step.Concat([cell, hidden, cell, cell], axis: 2), factors);
        body.Next(step.ByDirection(gates, weights));
        body.Next(step.Mul(cell, forget));
        body.Output(gates);
        return body;
    }
}
