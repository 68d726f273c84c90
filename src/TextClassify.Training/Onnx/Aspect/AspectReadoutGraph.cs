using TextClassify.Models.Aspect;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Aspect;

/// <summary>
/// Writes <see cref="AspectManifest.ReadoutFile"/>, the arithmetic of <see cref="AspectReadout"/>. Logits do not pass through evidence, so
/// that the one checks the other.
/// </summary>
internal static class AspectReadoutGraph
{
    private const string Aspects = "aspects";
    private const string Time = "time";

    public static ModelProto Build(AspectNetOptions options, WeightTable weights)
    {
        var graph = new GraphBuilder("mzu_aspect_readout");
        string stateWidth = Text(options.StateWidth), classes = Text(weights["output.bias"].Shape[0]);
        var forward = graph.Input(ForwardGraph.ForwardStates, DataType.Float, Aspects, Time, stateWidth);
        var backward = graph.Input(ForwardGraph.BackwardStates, DataType.Float, Aspects, Time, stateWidth);
        var lengths = graph.Input(ForwardGraph.Lengths, DataType.Int64, Aspects);
        var starts = graph.Unsqueeze(graph.Input(AspectGraph.Starts, DataType.Int64, Aspects), 1);
        var ends = graph.Unsqueeze(graph.Input(AspectGraph.Ends, DataType.Int64, Aspects), 1);

        // [1,T] against [A,1] gives a cell for every aspect and token.
        var time = graph.Gather(graph.Shape(forward), graph.Integer(1));
        var tokens = graph.Unsqueeze(graph.Range(graph.Integer(0), time, graph.Integer(1)), 0);
        var states = graph.Concat([forward, backward], axis: 2);
        var aspect = Mean(graph, states, tokens, starts, ends);
        var distances = Distances(graph, options.MaxDistance, tokens, starts, ends);

        var product = graph.MatMul(
            graph.Mul(graph.MatMul(states, Weight("readout.left")), graph.MatMul(aspect, Weight("readout.right"))), Weight("readout.join"));
        var words = graph.Tanh(graph.Add(Affine("readout"), product));
        var scores = graph.Squeeze(graph.MatMul(graph.Tanh(Affine("attention")), Weight("attention.score")), 2);
        var known = graph.Less(tokens, graph.Unsqueeze(lengths, 1));
        var attention = graph.Softmax(graph.Where(known, scores, graph.Weight("never", [], [float.NegativeInfinity])), axis: 1);

        var text = graph.Squeeze(graph.MatMul(graph.Unsqueeze(attention, 1), words), 1);
        var bias = Weight("output.bias");
        graph.Output(ForwardGraph.Logits, graph.Add(graph.MatMul(text, Weight("output.weight")), bias), Aspects, classes);
        graph.Output(
            ForwardGraph.Evidence,
            graph.Mul(graph.MatMul(words, Weight("output.weight")), graph.Unsqueeze(attention, 2)),
            Aspects,
            Time,
            classes);
        graph.Output(AspectGraph.Weights, attention, Aspects, Time);
        graph.Output(ForwardGraph.Bias, bias, classes);
        return graph.Build();

        Value Weight(string name) => graph.Vector(weights[name]);

        // State, aspect and distance, each in its own matrix.
        Value Affine(string layer) => graph.Add(
            graph.Add(graph.MatMul(states, Weight($"{layer}.word")), graph.Gather(Weight($"{layer}.distance"), distances)),
            graph.Add(graph.MatMul(aspect, Weight($"{layer}.aspect")), Weight($"{layer}.bias")));
    }

    /// <summary>The mean of the aspect's states, [A,1,2m].</summary>
    private static Value Mean(GraphBuilder graph, Value states, Value tokens, Value starts, Value ends)
    {
        var inside = graph.Node("And", [graph.Node("GreaterOrEqual", [tokens, starts]), graph.Less(tokens, ends)]);
        var shares = graph.Node("Div", [graph.Cast(inside, graph.Real), graph.Cast(graph.Sub(ends, starts), graph.Real)]);
        return graph.MatMul(graph.Unsqueeze(shares, 1), states);
    }

    /// <summary>Rows of the distance tables, int64 [A,T].</summary>
    private static Value Distances(GraphBuilder graph, int most, Value tokens, Value starts, Value ends)
    {
        var zero = graph.Integers(0);
        var before = graph.Node("Min", [graph.Sub(tokens, starts), zero]);
        var behind = graph.Node("Max", [graph.Add(graph.Sub(tokens, ends), graph.Integers(1)), zero]);
        var distance = graph.Node("Max", [graph.Node("Min", [graph.Add(before, behind), graph.Integers(most)]), graph.Integers(-most)]);
        return graph.Add(distance, graph.Integers(most));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
