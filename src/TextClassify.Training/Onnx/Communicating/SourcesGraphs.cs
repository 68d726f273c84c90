using TextClassify.Models.Sources;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Communicating;

/// <summary>Writes the three graphs of a model of several sources, the arithmetic of <see cref="CaseNet"/>.</summary>
internal static class SourcesGraphs
{
    private const string Texts = "text_count";
    private const string Nodes = "nodes";
    private const string Time = "time";

    /// <summary>Of a token the products that the readout takes: with its words' matrix and with its scores'.</summary>
    public static int ReadWidth(CaseNetOptions options) => 2 * options.WordWidth;

    /// <summary>Writes <see cref="SourcesManifest.ReadFile"/>.</summary>
    public static ModelProto Read(CaseNetOptions options, WeightTable weights)
    {
        var graph = new GraphBuilder("communicating_read");
        var ids = graph.Input(ForwardGraph.TokenIds, DataType.Int64, Texts, Time);
        var lengths = graph.Input(ForwardGraph.Lengths, DataType.Int64, Texts);
        var roles = graph.Input(SourcesGraph.Roles, DataType.Int64, Texts);

        // [B,r] for every step.
        var time = graph.Unsqueeze(graph.Gather(graph.Shape(ids), graph.Integer(1)), 0);
        var role = graph.Node(
            "Expand",
            [graph.Unsqueeze(RoleOf(graph, weights, roles), 0), graph.Concat([time, graph.Integers(1, 1)], axis: 0)]);
        var inputs = graph.Concat([EmbeddingEmitter.Emit(graph, weights, graph.Transpose(ids, 1, 0)), role], axis: 2);
        var states = RecurrentEmitter.Emit(graph, weights, CellKind.Gru, inputs, graph.Cast(lengths, DataType.Int32));
        var directions = graph.Split(states, axis: 1, 1, 1);
        Value forward = graph.Squeeze(directions[0], 1), backward = graph.Squeeze(directions[1], 1);

        // Turned round row by row, a row's last step comes first.
        var last = graph.Gather(graph.Reverse(forward, lengths), graph.Integer(0));
        var state = graph.Concat([last, graph.Gather(backward, graph.Integer(0))], axis: 1);
        var positions = graph.Transpose(graph.Concat([forward, backward], axis: 2), 1, 0, 2);
        var tokens = graph.Concat(
            [
                graph.MatMul(positions, graph.Vector(weights["readout.word"])),
                graph.MatMul(positions, graph.Vector(weights["attention.word"])),
            ],
            axis: 2);
        graph.Output(SourcesGraph.Tokens, tokens, Texts, Time, Text(ReadWidth(options)));
        graph.Output(SourcesGraph.State, state, Texts, Text(2 * options.StateWidth));
        graph.Output(SourcesGraph.Message, Message(graph, weights, state), Texts, Text(options.MessageWidth));
        return graph.Build();
    }

    /// <summary>Writes <see cref="SourcesManifest.NodeFile"/>.</summary>
    public static ModelProto Node(CaseNetOptions options, WeightTable weights)
    {
        int width = 2 * options.StateWidth;
        var graph = new GraphBuilder("communicating_node");
        var state = graph.Input(SourcesGraph.State, DataType.Float, Nodes, Text(width));
        var heard = graph.Input(SourcesGraph.Heard, DataType.Float, Nodes, Text(options.MessageWidth));
        var roles = graph.Input(SourcesGraph.Roles, DataType.Int64, Nodes);

        // A step of one input behind each exchange; no lengths, as all have that one.
        var context = graph.MatMul(heard, graph.Vector(weights["context.weight"]));
        var inputs = graph.Unsqueeze(graph.Concat([RoleOf(graph, weights, roles), context], axis: 1), 0);
        var (input, recurrent, bias) = RecurrentEmitter.Kernel(graph, weights, "cell");
        var steps = graph.Node(
            "GRU",
            [inputs, input, recurrent, bias, Value.None, graph.Unsqueeze(state, 0)],
            Operators.Int("hidden_size", width),
            Operators.Int("linear_before_reset", 1));
        var next = graph.Squeeze(steps, 0, 1);
        graph.Output(SourcesGraph.NextState, next, Nodes, Text(width));
        graph.Output(SourcesGraph.Message, Message(graph, weights, next), Nodes, Text(options.MessageWidth));
        return graph.Build();
    }

    /// <summary>Writes <see cref="SourcesManifest.ReadoutFile"/>.</summary>
    public static ModelProto Readout(CaseNetOptions options, WeightTable weights)
    {
        int classes = weights["output.bias"].Shape[0];
        var graph = new GraphBuilder("communicating_readout");
        var tokens = graph.Input(SourcesGraph.Tokens, DataType.Float, Texts, Time, Text(ReadWidth(options)));
        var texts = graph.Input(SourcesGraph.Texts, DataType.Int64, Nodes);
        var state = graph.Input(SourcesGraph.State, DataType.Float, Nodes, Text(2 * options.StateWidth));
        var halves = graph.Split(graph.Gather(tokens, texts), axis: 2, options.WordWidth, options.WordWidth);
        var words = Light("readout", halves[0]);
        var scores = graph.MatMul(Light("attention", halves[1]), graph.Vector(weights["attention.score"]));
        var values = graph.Reshape(
            graph.MatMul(words, graph.Vector(weights["output.weight"])), 0, 0, options.Aspects, classes);
        graph.Output(SourcesGraph.Scores, scores, Nodes, Time, Text(options.Aspects));
        graph.Output(SourcesGraph.Values, values, Nodes, Time, Text(options.Aspects), Text(classes));
        graph.Output(ForwardGraph.Bias, graph.Vector(weights["output.bias"]), Text(classes));
        return graph.Build();

        // A token in the light of its node's state.
        Value Light(string name, Value half)
        {
            var last = graph.Add(graph.MatMul(state, graph.Vector(weights[$"{name}.last"])), graph.Vector(weights[$"{name}.bias"]));
            return graph.Tanh(graph.Add(half, graph.Unsqueeze(last, 1)));
        }
    }

    private static Value RoleOf(GraphBuilder graph, WeightTable weights, Value roles) =>
        graph.Gather(graph.Vector(weights["role.weight"]), roles);

    private static Value Message(GraphBuilder graph, WeightTable weights, Value state) =>
        graph.Tanh(graph.MatMul(state, graph.Vector(weights["message.weight"])));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
