using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx.Language;

/// <summary>One step of <see cref="MultiZoneLayer"/>.</summary>
/// <param name="Weights">Of the net.</param>
/// <param name="Zones">Its zones.</param>
/// <param name="StateWidth">H.</param>
/// <param name="Name">Begins the names of its weights.</param>
internal sealed record MultiZoneCell(WeightTable Weights, MultiZoneOptions Zones, int StateWidth, string Name)
{
    /// <summary>h + u (n - h), and the gates' composed zones [B,J,dz].</summary>
    /// <param name="graph">Receives the step; the body of a loop, or a whole graph.</param>
    /// <param name="gateInput">The input's half of the gates' zones, [B,N dz].</param>
    /// <param name="candidateInput">The same of the candidate's.</param>
    /// <param name="hidden">h, [B,H].</param>
    /// <param name="zoneout">The share of updates that training left out; prediction takes the expectation.</param>
    public (Value Next, Value Zones) Emit(GraphBuilder graph, Value gateInput, Value candidateInput, Value hidden, double zoneout = 0)
    {
        var (gates, zones) = Map(graph, "gates").Emit(gateInput, hidden);
        var parts = graph.Split(graph.Sigmoid(gates), axis: 1, StateWidth, StateWidth);
        var (inner, _) = Map(graph, "candidate").Emit(candidateInput, graph.Mul(parts[1], hidden));
        var change = graph.Mul(parts[0], graph.Sub(graph.Tanh(inner), hidden));
        if (zoneout > 0)
        {
            change = graph.Mul(change, graph.Weight($"{Name}.kept", [], [(float)(1 - zoneout)]));
        }

        return (graph.Add(hidden, change), zones);
    }

    private MultiZoneEmitter Map(GraphBuilder graph, string map) => new(graph, Weights, Zones, $"{Name}.{map}");
}
