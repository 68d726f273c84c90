using TextClassify.Models.Translator;
using TextClassify.Training.Nets.Translation;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Translation;

/// <summary>
/// Writes the two graphs of a translator, the arithmetic of <see cref="TranslatorNet"/>: one source at a time, so that nothing is padded
/// and all texts that are written share its memory.
/// </summary>
internal static class TranslatorGraphs
{
    private const string Source = "source";
    private const string Texts = "text_count";

    /// <summary>Writes <see cref="TranslatorManifest.ReadFile"/>.</summary>
    public static ModelProto Read(WeightTable weights)
    {
        int width = weights["rnn.weight_hh_l0"].Shape[1], writer = WriterWidth(weights);
        var graph = new GraphBuilder("translator_read");
        var ids = graph.Input(TranslatorGraph.Symbols, DataType.Int64, Source);
        var read = graph.Unsqueeze(graph.Gather(graph.Vector(weights["embedding.weight"]), ids), 1);

        // [S,2,1,m]: the directions of a symbol stand one behind the other.
        var memory = graph.Reshape(RecurrentEmitter.Emit(graph, weights, CellKind.Gru, read, Value.None), 0, -1);
        var last = graph.Split(graph.Gather(memory, graph.Integer(-1)), axis: 0, width, width)[0];
        var first = graph.Split(graph.Gather(memory, graph.Integer(0)), axis: 0, width, width)[1];
        var start = graph.Unsqueeze(graph.Concat([last, first], axis: 0), 0);
        var keys = graph.MatMul(graph.Vector(weights["attention.weight"]), graph.Transpose(memory, 1, 0));
        graph.Output(TranslatorGraph.Memory, memory, Source, Text(2 * width));
        graph.Output(TranslatorGraph.Keys, keys, Text(writer), Source);
        graph.Output(TranslatorGraph.State, graph.Tanh(Linear(graph, weights, "start", start)), "1", Text(writer));
        return graph.Build();
    }

    /// <summary>Writes <see cref="TranslatorManifest.WriteFile"/>.</summary>
    public static ModelProto Write(WeightTable weights)
    {
        int both = 2 * weights["rnn.weight_hh_l0"].Shape[1], width = WriterWidth(weights);
        var graph = new GraphBuilder("translator_write");
        var ids = graph.Input(TranslatorGraph.Symbols, DataType.Int64, Texts);
        var state = graph.Input(TranslatorGraph.State, DataType.Float, Texts, Text(width));
        var memory = graph.Input(TranslatorGraph.Memory, DataType.Float, Source, Text(both));
        var keys = graph.Input(TranslatorGraph.Keys, DataType.Float, Text(width), Source);

        var read = graph.Unsqueeze(graph.Gather(graph.Vector(weights["embedding.weight"]), ids), 0);
        var (input, recurrent, bias) = RecurrentEmitter.Kernel(graph, weights, "writer");
        var steps = graph.Node(
            "GRU",
            [read, input, recurrent, bias, Value.None, graph.Unsqueeze(state, 0)],
            Operators.Int("hidden_size", width),
            Operators.Int("linear_before_reset", 1));
        var next = graph.Squeeze(steps, 0, 1);
        var attention = graph.Softmax(graph.MatMul(next, keys), 1);
        var seen = graph.Concat([graph.MatMul(attention, memory), next], axis: 1);
        var logits = Linear(graph, weights, "output", graph.Tanh(Linear(graph, weights, "combine", seen)));
        graph.Output(TranslatorGraph.Logits, logits, Texts, Text(weights["output.bias"].Shape[0]));
        graph.Output(TranslatorGraph.NextState, next, Texts, Text(width));
        graph.Output(TranslatorGraph.Attention, attention, Texts, Source);
        return graph.Build();
    }

    private static int WriterWidth(WeightTable weights) => weights["start.bias"].Shape[0];

    private static Value Linear(GraphBuilder graph, WeightTable weights, string layer, Value value) =>
        graph.Add(graph.MatMul(value, graph.Transposed(weights[$"{layer}.weight"])), graph.Vector(weights[$"{layer}.bias"]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
