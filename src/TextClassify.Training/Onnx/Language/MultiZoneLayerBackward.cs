using TextClassify.Training.Onnx.Backward;

namespace TextClassify.Training.Onnx.Language;

/// <summary>
/// A layer of <see cref="MultiZoneCell"/> back through time. Both maps are made again of all steps at once, from states that the loop there
/// has left; the loop back then holds only what truly waits for the next step. Per step, h' = h + k u (n - h), n = tanh(M_c(x, r h)), [u r]
/// = sigmoid(M_g(x, h)): da_n = dh' k u (1 - n^2), da_u = dh' k (n - h) u (1 - u), da_r = d(r h) h r (1 - r) and dh = dh' (1 - k u) + d(r
/// h) r + what M_g gives.
/// </summary>
/// <param name="graph">Receives the layer.</param>
/// <param name="cell">Its step.</param>
/// <param name="time">T, of no axes.</param>
internal sealed class MultiZoneLayerBackward(GraphBuilder graph, MultiZoneCell cell, Value time)
{
    private int InputWidth => cell.Weights[$"{cell.Name}.gates.input"].Shape[0];

    private int ZoneWidth => cell.Zones.Count * cell.Zones.Width;

    /// <param name="inputs">x, [T,B,D].</param>
    /// <param name="start">h before the first step, [B,H].</param>
    public Pass Forward(Value inputs, Value start)
    {
        Value gates = InputHalf("gates"), candidate = InputHalf("candidate");
        return new Pass(start, gates, candidate, cell.Scan(graph, start, gates, candidate, sharesWeights: true).States);

        Value InputHalf(string map) => graph.Add(
            graph.MatMul(inputs, graph.Vector(cell.Weights[$"{cell.Name}.{map}.input"])),
            graph.Vector(cell.Weights[$"{cell.Name}.{map}.zone.bias"]));
    }

    /// <param name="pass">The way there.</param>
    /// <param name="upstream">
    /// Of the states from what is above, [T,B,H]; zero beyond a row's length, so that the loop stays at zero there.
    /// </param>
    /// <returns>Of x, [T,B,D]; zero beyond a row's length.</returns>
    public Value Backward(Pass pass, Value upstream)
    {
        int width = cell.StateWidth;
        var steps = graph.Node(
            "Pad", [graph.Concat([graph.Unsqueeze(pass.Start, 0), pass.States], axis: 0), graph.Integers(0, 0, 0, -1, 0, 0)]);
        var before = graph.Reshape(steps, -1, width);
        var gateMap = cell.Map(graph, "gates");
        var gates = gateMap.Emit(graph.Reshape(pass.Gates, -1, ZoneWidth), before);
        var parts = graph.Split(graph.Sigmoid(gates.Output), axis: 1, width, width);
        Value update = parts[0], reset = parts[1];
        var candidateMap = cell.Map(graph, "candidate");
        var candidates = candidateMap.Emit(graph.Reshape(pass.Candidate, -1, ZoneWidth), graph.Mul(reset, before));
        var candidate = graph.Tanh(candidates.Output);

        var body = new LoopBody($"{cell.Name}.back", graph, directions: false);
        var handed = new HandedOver(graph, body, time);
        var step = body.Graph;
        var later = body.State();
        var kept = graph.Computed($"{cell.Name}.kept", [], [cell.Kept]);
        var change = graph.Mul(kept, update);
        var hidden = step.Add(handed.Steps(upstream), later);
        var byCandidate = handed.Rows(graph.Mul(change, graph.TanhSlope(candidate)), width);
        var byUpdate = handed.Rows(graph.Mul(kept, graph.Mul(graph.Sub(candidate, before), graph.SigmoidSlope(update))), width);
        var byReset = handed.Rows(graph.Mul(before, graph.SigmoidSlope(reset)), width);
        var byState = handed.Rows(graph.Sub(graph.Weight("one", [], [1]), change), width);
        var open = handed.Rows(reset, width);

        var throughCandidate = new MultiZoneBackward(candidateMap, candidates, handed).Emit(step.Mul(hidden, byCandidate));
        var resetState = step.BackThrough(throughCandidate, candidateMap.Weight("state"));
        var throughGates = new MultiZoneBackward(gateMap, gates, handed).Emit(
            step.Concat([step.Mul(hidden, byUpdate), step.Mul(resetState, byReset)], axis: 1));
        var direct = step.Add(step.Mul(hidden, byState), step.Mul(resetState, open));
        body.Next(step.Add(direct, step.BackThrough(throughGates, gateMap.Weight("state"))));
        body.Output(throughGates);
        body.Output(throughCandidate);
        var start = graph.Mul(pass.Start, graph.Weight("zero", [], [0]));
        var scanned = graph.Scan(body, states: [start], inputs: handed.Inputs, reverse: true);
        return graph.Add(Inputs(scanned[1], gateMap), Inputs(scanned[2], candidateMap));

        Value Inputs(Value zones, MultiZoneEmitter map) =>
            HandedOver.ByTime(graph, graph.BackThrough(graph.Reshape(zones, -1, ZoneWidth), map.Weight("input")), time, InputWidth);
    }

    /// <param name="Start">[B,H].</param>
    /// <param name="Gates">The input's half of the gates' zones, [T,B,N dz].</param>
    /// <param name="Candidate">The same of the candidate's.</param>
    /// <param name="States">[T,B,H].</param>
    internal sealed record Pass(Value Start, Value Gates, Value Candidate, Value States);
}
