namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// h = (1-z) n + z h_{t-1}, n = tanh(a_n + r q), q = W_hn h_{t-1} + b. Per step: da_n = dh (1-z)(1-n^2), da_r = da_n q r(1-r),
/// da_z = dh (h_{t-1}-n) z(1-z), dq = da_n r; then dh_{t-1} = dh z + [da_z da_r dq] W_hh.
/// </summary>
internal static class GruBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="steps">The forward pass.</param>
    /// <param name="weights">W_hh of each direction, [3m,m], gates in ONNX's order z, r, n.</param>
    /// <param name="upstream">dh from the layers above, [T,2,B,m].</param>
    /// <returns>Gradient of the input's products, [da_z da_r da_n], [T,2,B,3m].</returns>
    public static Value Emit(GraphBuilder graph, RecurrentSteps steps, Value[] weights, Value upstream)
    {
        var gates = graph.SplitEvenly(steps.Gates, axis: 3, 2);
        Value z = gates[0], r = gates[1], n = steps.Candidate;
        var byCandidate = graph.Mul(graph.Sub(graph.Weight("one", [], [1]), z), graph.TanhSlope(n));
        var byReset = graph.Mul(byCandidate, graph.Mul(steps.Memory, graph.SigmoidSlope(r)));
        var byUpdate = graph.Mul(graph.Sub(RecurrentSteps.Before(graph, steps.Hidden), n), graph.SigmoidSlope(z));
        var byState = graph.Concat([byUpdate, byReset, graph.Mul(byCandidate, r)], axis: 3);

        var hidden = graph.Scan(Step(graph, weights), states: [steps.None], inputs: [upstream, byState, z], reverse: true)[1];
        return graph.Mul(graph.Concat([hidden, hidden, hidden], axis: 3), graph.Concat([byUpdate, byReset, byCandidate], axis: 3));
    }

    private static LoopBody Step(GraphBuilder graph, Value[] weights)
    {
        var body = new LoopBody("step", graph);
        var step = body.Graph;
        var later = body.State();
        Value upstream = body.Input(), byState = body.Input(), update = body.Input();

        var hidden = step.Add(upstream, later);
        var gates = step.Mul(step.Concat([hidden, hidden, hidden], axis: 2), byState);
        body.Next(step.Add(step.Mul(hidden, update), step.ByDirection(gates, weights)));
        body.Output(hidden);
        return body;
    }
}
