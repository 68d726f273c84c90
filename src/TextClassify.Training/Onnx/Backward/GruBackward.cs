namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// h = (1-z) n + z h_{t-1}, n = tanh(a_n + r q), q = W_hn h_{t-1} + b. Per step: da_n = dh (1-z)(1-n^2), da_r = da_n q r(1-r),
/// da_z = dh (h_{t-1}-n) z(1-z), dq = da_n r; then dh_{t-1} = dh z + [da_z da_r dq] W_hh.
/// </summary>
internal static class GruBackward
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="input">x W_ih' + b, [T,2,B,3m], gates in ONNX's order z, r, n.</param>
    /// <param name="recurrent">h_{t-1} W_hh' + b, [T,2,B,3m].</param>
    /// <param name="weights">W_hh of each direction, [3m,m].</param>
    /// <param name="previous">h_{t-1}, [T,2,B,m].</param>
    /// <param name="upstream">dh from the layers above, [T,2,B,m].</param>
    /// <returns>Gradient of the input's products, [da_z da_r da_n], [T,2,B,3m].</returns>
    public static Value Emit(GraphBuilder graph, Value input, Value recurrent, Value[] weights, Value previous, Value upstream)
    {
        var x = graph.SplitEvenly(input, axis: 3, 3);
        var h = graph.SplitEvenly(recurrent, axis: 3, 3);
        Value z = graph.Sigmoid(graph.Add(x[0], h[0])), r = graph.Sigmoid(graph.Add(x[1], h[1]));
        var n = graph.Tanh(graph.Add(x[2], graph.Mul(r, h[2])));
        var one = graph.Weight("one", [], [1]);

        var byCandidate = graph.Mul(graph.Sub(one, z), graph.TanhSlope(n));
        var byReset = graph.Mul(byCandidate, graph.Mul(h[2], graph.SigmoidSlope(r)));
        var byUpdate = graph.Mul(graph.Sub(previous, n), graph.SigmoidSlope(z));
        var byState = graph.Concat([byUpdate, byReset, graph.Mul(byCandidate, r)], axis: 3);

        var none = graph.Mul(graph.Gather(upstream, graph.Integer(0)), graph.Weight("zero", [], [0]));
        var hidden = graph.Scan(Step(graph, weights), states: [none], inputs: [upstream, byState, z], reverse: true)[1];
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
