namespace TextClassify.Training.Onnx.Language;

/// <summary>One step of <see cref="MultiZoneLayer"/>.</summary>
/// <param name="Weights">Of the net.</param>
/// <param name="Zones">Its zones.</param>
/// <param name="StateWidth">H.</param>
/// <param name="Name">Begins the names of its weights.</param>
/// <param name="Zoneout">The share of updates that training left out; prediction takes the expectation.</param>
internal sealed record MultiZoneCell(WeightTable Weights, MultiZoneOptions Zones, int StateWidth, string Name, double Zoneout = 0)
{
    /// <summary>The share of a change that is made.</summary>
    public double Kept => 1 - Zoneout;

    /// <summary>All steps of [T,B,..] as a loop.</summary>
    /// <param name="graph">Receives the layer.</param>
    /// <param name="start">h before the first step, [B,H].</param>
    /// <param name="gateInputs">The input's half of the gates' zones, [T,B,N dz].</param>
    /// <param name="candidateInputs">The same of the candidate's.</param>
    /// <param name="sharesWeights">Whether <paramref name="graph"/> holds the weights, for what else there is in it.</param>
    /// <returns>h behind the last step, all of them [T,B,H], and the gates' composed zones [T,B,J dz].</returns>
    public (Value Last, Value States, Value Zones) Scan(
        GraphBuilder graph, Value start, Value gateInputs, Value candidateInputs, bool sharesWeights = false)
    {
        var body = new LoopBody(Name, graph, directions: false);
        Value hidden = body.State(), gates = body.Input(), candidate = body.Input();
        var (next, zones) = Emit(body.Graph, gates, candidate, hidden, sharesWeights ? graph : null);
        body.Next(next);
        body.Output(next);
        body.Output(body.Graph.Reshape(zones, -1, Zones.Composed * Zones.Width));
        var scanned = graph.Scan(body, states: [start], inputs: [gateInputs, candidateInputs], reverse: false);
        return (scanned[0], scanned[1], scanned[2]);
    }

    /// <summary>h + u (n - h), and the gates' composed zones [B,J,dz].</summary>
    /// <param name="graph">Receives the step; the body of a loop, or a whole graph.</param>
    /// <param name="gateInput">The input's half of the gates' zones, [B,N dz].</param>
    /// <param name="candidateInput">The same of the candidate's.</param>
    /// <param name="hidden">h, [B,H].</param>
    /// <param name="around">Holds the weights; null is <paramref name="graph"/> itself.</param>
    public (
        Value Next, Value Zones) Emit(GraphBuilder graph, Value gateInput, Value candidateInput, Value hidden, GraphBuilder? around = null)
    {
        var gates = Map(graph, "gates", around).Emit(gateInput, hidden);
        var parts = graph.Split(graph.Sigmoid(gates.Output), axis: 1, StateWidth, StateWidth);
        var inner = Map(graph, "candidate", around).Emit(candidateInput, graph.Mul(parts[1], hidden)).Output;
        var change = graph.Mul(parts[0], graph.Sub(graph.Tanh(inner), hidden));
        if (Zoneout > 0)
        {
            change = graph.Mul(change, graph.Computed($"{Name}.kept", [], [Kept]));
        }

        return (graph.Add(hidden, change), gates.Composed);
    }

    /// <summary>The map <c>gates</c> or <c>candidate</c> of the cell.</summary>
    public MultiZoneEmitter Map(GraphBuilder graph, string map, GraphBuilder? around = null) =>
        new(graph, Weights, Zones, $"{Name}.{map}", around);
}
