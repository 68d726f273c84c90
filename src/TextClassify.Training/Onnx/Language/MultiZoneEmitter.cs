namespace TextClassify.Training.Onnx.Language;

/// <summary>M(x, h) of <see cref="MultiZoneMap"/>, its input's half already made.</summary>
/// <param name="Graph">Receives the map; the body of a loop, or a whole graph.</param>
/// <param name="Weights">Of the net.</param>
/// <param name="Options">Its zones.</param>
/// <param name="Name">Begins the names of its weights.</param>
/// <param name="Around">Holds the weights where the graph around a loop reads them too; null keeps them in the loop's body.</param>
internal sealed record MultiZoneEmitter(
    GraphBuilder Graph, WeightTable Weights, MultiZoneOptions Options, string Name, GraphBuilder? Around = null)
{
    /// <param name="inputHalf">[B,N dz].</param>
    /// <param name="state">[B,H].</param>
    public MultiZoneTrace Emit(Value inputHalf, Value state)
    {
        var raw = Graph.Reshape(Graph.Gemm(state, Weight("state"), inputHalf), -1, Options.Count, Options.Width);
        var zones = raw;
        if (Options.LayerNorm)
        {
            var epsilon = Operators.Float("epsilon", (float)MultiZoneMap.NormEpsilon);
            zones = Graph.Node("LayerNormalization", [zones, Weight("norm.gain"), Weight("norm.bias")], Operators.Int("axis", -1), epsilon);
        }

        var (composed, between) = Options.Composition switch
        {
            CompositionKind.Attention => Attend(zones),
            CompositionKind.Routing => Route(zones),
            _ => (Graph.MatMul(Weight("mix"), zones), []),
        };
        var flat = Graph.Reshape(composed, -1, Options.Width);
        var inner = Graph.Relu(Graph.Gemm(flat, Weight("inner"), Weight("inner.bias")));
        var outer = Graph.Gemm(inner, Weight("outer"), Weight("outer.bias"));
        int width = Options.Composed * Options.Width;
        var output = Graph.Gemm(Graph.Reshape(outer, -1, width), Weight("join"), Weight("join.bias"));
        return new MultiZoneTrace(raw, zones, between, composed, inner, output);
    }

    /// <summary>
    /// What attention multiplies the zones by, [dz,2 dz]. Their agreement Z Q K' Z' needs Q K' alone, which is made here, scale included;
    /// with the value it is one product.
    /// </summary>
    public Value Attending()
    {
        int width = Options.Width;
        double scale = 1 / Math.Sqrt(width);
        float[] query = Values("query"), key = Values("key"), value = Values("value");
        double[] joined = new double[2 * width * width];
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
                joined[to] = sum * scale;
                joined[to + width] = value[(row * width) + column];
            }
        }

        return Holder.Computed($"{Name}.attend", [width, 2 * width], joined);
    }

    private (Value Composed, Value[] Between) Attend(Value zones)
    {
        var parts = Graph.SplitEvenly(Graph.MatMul(zones, Attending()), axis: 2, 2);
        var weights = Graph.Softmax(Graph.MatMul(parts[0], Graph.Transpose(zones, 0, 2, 1)), axis: 2);
        return (Graph.MatMul(weights, parts[1]), [parts[0], parts[1], weights]);
    }

    private (Value Composed, Value[] Between) Route(Value zones)
    {
        var votes = Graph.MatMul(Graph.Transpose(zones, 1, 0, 2), Weight("route"));
        votes = Graph.Reshape(votes, Options.Count, -1, Options.Composed, Options.Width);
        var first = Graph.Mul(Graph.ReduceSum(votes, axis: 0), Scalar("share", 1f / Options.Composed));
        var composed = Squash(first);
        var between = new List<Value> { votes, first };
        Value? agreement = null;
        for (int round = 1; round < Options.RoutingRounds; round++)
        {
            var agreed = Graph.ReduceSum(Graph.Mul(votes, composed), axis: 3);
            agreement = agreement is { } before ? Graph.Add(before, agreed) : agreed;
            var coupling = Graph.Unsqueeze(Graph.Softmax(agreement.Value, axis: 2), 3);
            var sum = Graph.ReduceSum(Graph.Mul(votes, coupling), axis: 0);
            between.AddRange([composed, coupling, sum]);
            composed = Squash(sum);
        }

        return (composed, [.. between]);
    }

    private Value Squash(Value values)
    {
        var squares = Graph.Unsqueeze(Graph.ReduceSum(Graph.Mul(values, values), axis: 2), 2);
        var length = Graph.Node("Sqrt", [Graph.Add(squares, Scalar("epsilon", (float)MultiZoneMap.SquashEpsilon))]);
        return Graph.Mul(values, Graph.Node("Div", [length, Graph.Add(squares, Scalar("one", 1))]));
    }

    private GraphBuilder Holder => Around ?? Graph;

    public Value Scalar(string name, float value) => Holder.Weight($"{Name}.{name}", [], [value]);

    private float[] Values(string weight) => Weights[$"{Name}.{weight}"].Values;

    public Value Weight(string weight) => Holder.Vector(Weights[$"{Name}.{weight}"]);
}
