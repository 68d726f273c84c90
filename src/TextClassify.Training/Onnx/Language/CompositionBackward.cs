namespace TextClassify.Training.Onnx.Language;

/// <summary>From the composed zones back to the zones. What the way there made is handed over; the products are made in the loop.</summary>
/// <param name="map">The way there.</param>
/// <param name="trace">What it made, for all steps at once.</param>
/// <param name="handed">Into the loop.</param>
internal sealed class CompositionBackward(MultiZoneEmitter map, MultiZoneTrace trace, HandedOver handed)
{
    private readonly MultiZoneOptions _options = map.Options;

    private int Zones => _options.Count;

    private int Width => _options.Width;

    private int Composed => _options.Composed;

    private GraphBuilder Step => handed.Body.Graph;

    /// <param name="gradient">dO, [B,J,dz].</param>
    /// <returns>dZ, [B,N,dz].</returns>
    public Value Emit(Value gradient) => _options.Composition switch
    {
        CompositionKind.Attention => Attention(gradient),
        CompositionKind.Routing => Routing(gradient),
        _ => Step.MatMul(handed.Graph.Transpose(Weight("mix"), 1, 0), gradient),
    };

    /// <summary>
    /// O = A V, A = softmax(P Z'), [P V] = Z [M W]: dV = A' dO, dS = A (dO V' - rowsum(dO O)), dP = dS Z and dZ = dS' P + [dP dV] [M W]'.
    /// </summary>
    private Value Attention(Value gradient)
    {
        var asked = handed.Rows(trace.Between[0], Zones, Width);
        var values = handed.Rows(handed.Graph.Transpose(trace.Between[1], 0, 2, 1), Width, Zones);
        var weights = handed.Rows(trace.Between[2], Zones, Zones);
        var zones = handed.Rows(trace.Zones, Zones, Width);
        var composed = handed.Rows(trace.Composed, Zones, Width);

        var throughValues = Step.MatMul(Step.Transpose(weights, 0, 2, 1), gradient);
        var own = Step.Unsqueeze(Step.ReduceSum(Step.Mul(gradient, composed), axis: 2), 2);
        var scores = Step.Mul(weights, Step.Sub(Step.MatMul(gradient, values), own));
        var parts = Step.Concat([Step.MatMul(scores, zones), throughValues], axis: 2);
        var back = handed.Graph.Transpose(map.Attending(), 1, 0);
        return Step.Add(Step.MatMul(Step.Transpose(scores, 0, 2, 1), asked), Step.MatMul(parts, back));
    }

    /// <summary>
    /// Every round back: O = squash(s), s = sum_n c_n v_n, c = softmax over J of the agreement, which grows by v_n O of the round before. A
    /// vote is used in all of them, so its gradient is a sum over the rounds; the agreement's is one over the rounds behind.
    /// </summary>
    private Value Routing(Value gradient)
    {
        var votes = Votes(trace.Between[0], Composed, Width);
        Value? throughVotes = null, throughAgreement = null;
        for (int round = _options.RoutingRounds - 1; round > 0; round--)
        {
            int at = 2 + (3 * (round - 1));
            var agreedWith = Step.Unsqueeze(handed.Rows(trace.Between[at], Composed, Width), 1);
            var coupling = Votes(trace.Between[at + 1], Composed, 1);
            var sum = Step.Unsqueeze(Unsquash(trace.Between[at + 2], gradient), 1);

            throughVotes = Sum(throughVotes, Step.Mul(coupling, sum));
            var throughCoupling = Step.Unsqueeze(Step.ReduceSum(Step.Mul(votes, sum), axis: 3), 3);
            var product = Step.Mul(coupling, throughCoupling);
            var share = Step.Unsqueeze(Step.ReduceSum(product, axis: 2), 2);
            throughAgreement = Sum(throughAgreement, Step.Sub(product, Step.Mul(coupling, share)));
            throughVotes = Sum(throughVotes, Step.Mul(throughAgreement.Value, agreedWith));
            gradient = Step.ReduceSum(Step.Mul(throughAgreement.Value, votes), axis: 1);
        }

        var first = Step.Mul(Unsquash(trace.Between[1], gradient), map.Scalar("share", 1f / Composed));
        var all = Step.Add(throughVotes ?? Step.Mul(votes, map.Scalar("none", 0)), Step.Unsqueeze(first, 1));
        var rows = Step.Transpose(Step.Reshape(all, -1, Zones, Composed * Width), 1, 0, 2);
        return Step.Transpose(Step.MatMul(rows, handed.Graph.Transpose(Weight("route"), 0, 2, 1)), 1, 0, 2);
    }

    /// <summary>[N,T B,J,n] of the way there as [B,N,J,n].</summary>
    private Value Votes(Value votes, int composed, int width) =>
        handed.Rows(handed.Graph.Transpose(votes, 1, 0, 2, 3), Zones, composed, width);

    /// <summary>s f(|s|^2) with f(q) = sqrt(q + e) / (q + 1): ds = f dO + 2 f' (s dO) s, f' = f (1 / 2(q + e) - 1 / (q + 1)).</summary>
    /// <param name="sum">s of all steps, [T B,J,dz].</param>
    /// <param name="gradient">dO, [B,J,dz].</param>
    private Value Unsquash(Value sum, Value gradient)
    {
        var graph = handed.Graph;
        var squares = graph.Unsqueeze(graph.ReduceSum(graph.Mul(sum, sum), axis: 2), 2);
        var above = graph.Add(squares, map.Scalar("epsilon", (float)MultiZoneMap.SquashEpsilon));
        var below = graph.Add(squares, map.Scalar("one", 1));
        var factor = graph.Node("Div", [graph.Node("Sqrt", [above]), below]);
        var slope = graph.Mul(factor, graph.Sub(graph.Node("Reciprocal", [above]), graph.Node("Div", [map.Scalar("two", 2), below])));
        Value s = handed.Rows(sum, Composed, Width), f = handed.Rows(factor, Composed, 1), rise = handed.Rows(slope, Composed, 1);
        var along = Step.Unsqueeze(Step.ReduceSum(Step.Mul(s, gradient), axis: 2), 2);
        return Step.Add(Step.Mul(f, gradient), Step.Mul(Step.Mul(rise, along), s));
    }

    private Value Sum(Value? sum, Value value) => sum is { } before ? Step.Add(before, value) : value;

    private Value Weight(string weight) => map.Weight(weight);
}
