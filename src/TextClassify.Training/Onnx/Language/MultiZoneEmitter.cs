using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx.Language;

/// <summary>M(x, h) of <see cref="MultiZoneMap"/>, its input's half already made.</summary>
/// <param name="Graph">Receives the map; the body of a loop, or a whole graph.</param>
/// <param name="Weights">Of the net.</param>
/// <param name="Options">Its zones.</param>
/// <param name="Name">Begins the names of its weights.</param>
internal sealed record MultiZoneEmitter(GraphBuilder Graph, WeightTable Weights, MultiZoneOptions Options, string Name)
{
    /// <returns>The map [B,out] and its composed zones [B,J,dz].</returns>
    /// <param name="inputHalf">[B,N dz].</param>
    /// <param name="state">[B,H].</param>
    public (Value Output, Value Zones) Emit(Value inputHalf, Value state)
    {
        var zones = Graph.Reshape(Graph.Gemm(state, Weight("state"), inputHalf), -1, Options.Count, Options.Width);
        if (Options.LayerNorm)
        {
            var epsilon = Operators.Float("epsilon", (float)MultiZoneMap.NormEpsilon);
            zones = Graph.Node("LayerNormalization", [zones, Weight("norm.gain"), Weight("norm.bias")], Operators.Int("axis", -1), epsilon);
        }

        var composed = Options.Composition switch
        {
            CompositionKind.Attention => Attend(zones),
            CompositionKind.Routing => Route(zones),
            _ => Graph.MatMul(Weight("mix"), zones),
        };
        var flat = Graph.Reshape(composed, -1, Options.Width);
        var inner = Graph.Relu(Graph.Gemm(flat, Weight("inner"), Weight("inner.bias")));
        var outer = Graph.Gemm(inner, Weight("outer"), Weight("outer.bias"));
        int width = Options.Composed * Options.Width;
        var output = Graph.Gemm(Graph.Reshape(outer, -1, width), Weight("join"), Weight("join.bias"));
        return (output, composed);
    }

    /// <summary>
    /// The zones' agreement Z Q K' Z' needs Q K' alone, which is made here, scale included; with the value it is one product.
    /// </summary>
    private Value Attend(Value zones)
    {
        int width = Options.Width;
        double scale = 1 / Math.Sqrt(width);
        float[] query = Values("query"), key = Values("key"), value = Values("value");
        float[] joined = new float[2 * width * width];
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double sum = 0;
                for (int unit = 0; unit < width; unit++)
                {
                    sum += (double)query[(row * width) + unit] * key[(column * width) + unit];
                }

                int to = (row * 2 * width) + column;
                joined[to] = (float)(sum * scale);
                joined[to + width] = value[(row * width) + column];
            }
        }

        var parts = Graph.SplitEvenly(Graph.MatMul(zones, Graph.Weight($"{Name}.attend", [width, 2 * width], joined)), axis: 2, 2);
        var weights = Graph.Softmax(Graph.MatMul(parts[0], Graph.Transpose(zones, 0, 2, 1)), axis: 2);
        return Graph.MatMul(weights, parts[1]);
    }

    private Value Route(Value zones)
    {
        var votes = Graph.MatMul(Graph.Transpose(zones, 1, 0, 2), Weight("route"));
        votes = Graph.Reshape(votes, Options.Count, -1, Options.Composed, Options.Width);
        var first = Graph.Mul(Graph.ReduceSum(votes, axis: 0), Scalar("share", 1f / Options.Composed));
        var composed = Squash(first);
        Value? agreement = null;
        for (int round = 1; round < Options.RoutingRounds; round++)
        {
            var agreed = Graph.ReduceSum(Graph.Mul(votes, composed), axis: 3);
            agreement = agreement is { } before ? Graph.Add(before, agreed) : agreed;
            var coupling = Graph.Unsqueeze(Graph.Softmax(agreement.Value, axis: 2), 3);
            composed = Squash(Graph.ReduceSum(Graph.Mul(votes, coupling), axis: 0));
        }

        return composed;
    }

    private Value Squash(Value values)
    {
        var squares = Graph.Unsqueeze(Graph.ReduceSum(Graph.Mul(values, values), axis: 2), 2);
        var length = Graph.Node("Sqrt", [Graph.Add(squares, Scalar("epsilon", (float)MultiZoneMap.SquashEpsilon))]);
        return Graph.Mul(values, Graph.Node("Div", [length, Graph.Add(squares, Scalar("one", 1))]));
    }

    private Value Scalar(string name, float value) => Graph.Weight($"{Name}.{name}", [], [value]);

    private float[] Values(string weight) => Weights[$"{Name}.{weight}"].Values;

    private Value Weight(string weight) => Graph.Vector(Weights[$"{Name}.{weight}"]);
}
