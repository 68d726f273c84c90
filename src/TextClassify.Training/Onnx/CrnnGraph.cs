using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx;

/// <summary>
/// Writes <see cref="ModelManifest.ForwardFile"/> of a CRNN. Time comes first inside, as ONNX Runtime's recurrent kernels want it;
/// texts come first outside. Logits do not pass through evidence, so that the one checks the other.
/// </summary>
internal static class CrnnGraph
{
    private const string Batch = "batch";
    private const string Time = "time";

    public static ModelProto Build(CrnnOptions options, WeightTable weights)
    {
        var graph = new GraphBuilder("crnn");
        var tokenIds = graph.Input(ForwardGraph.TokenIds, DataType.Int64, Batch, Time);
        var lengths = graph.Input(ForwardGraph.Lengths, DataType.Int64, Batch);

        var time = graph.Gather(graph.Shape(tokenIds), graph.Integer(1));
        var mask = graph.Less(graph.Range(graph.Integer(0), time, graph.Integer(1)), graph.Unsqueeze(lengths, 1));
        var (embeddings, linear) = LinearEmitter.Cut(
            graph, weights, EmbeddingEmitter.Emit(graph, weights, graph.Transpose(tokenIds, 1, 0)), lengths, mask);
        var wordWeights = WordWeightsEmitter.Emit(graph, weights, options.Windows, embeddings, mask);

        var states = RecurrentEmitter.Emit(graph, weights, options.Cell, embeddings, graph.Cast(lengths, DataType.Int32));
        var directions = graph.Split(states, axis: 1, 1, 1);
        var fused = NeuralTensorEmitter.Emit(
            graph,
            weights,
            options.Tensor,
            graph.Reshape(directions[0], -1, options.StateWidth),
            graph.Reshape(directions[1], -1, options.StateWidth));
        var words = graph.Transpose(
            graph.Node("Reshape", [fused, graph.Concat([graph.Unsqueeze(time, 0), graph.Integers(-1, options.WordWidth)], axis: 0)]),
            1, 0, 2);

        int classes = weights["output.bias"].Shape[0];
        string label = Text(classes), stateWidth = Text(options.StateWidth), wordWidth = Text(options.WordWidth);
        var logits = ReadoutEmitter.Logits(graph, weights, wordWeights, words);
        logits = linear?.AddTo(graph, logits) ?? logits;
        var bias = graph.Vector(weights["output.bias"] with { Name = "output.bias.declared" });

        graph.Output(ForwardGraph.Logits, logits, Batch, label);
        var evidence = ReadoutEmitter.Evidence(graph, weights, wordWeights, words);
        graph.Output(ForwardGraph.Evidence, linear is null ? evidence : graph.Add(evidence, linear.Shares), Batch, Time, label);
        graph.Output(ForwardGraph.WordWeights, wordWeights, Batch, Text(options.Aspects), Time);
        graph.Output(ForwardGraph.ForwardStates, BatchFirst(graph, directions[0]), Batch, Time, stateWidth);
        graph.Output(ForwardGraph.BackwardStates, BatchFirst(graph, directions[1]), Batch, Time, stateWidth);
        graph.Output(ForwardGraph.WordStates, words, Batch, Time, wordWidth);
        graph.Output(ForwardGraph.LocalLogits, ReadoutEmitter.LocalLogits(graph, weights, words, bias), Batch, Time, label);
        graph.Output(ForwardGraph.Bias, bias, label);
        return graph.Build();
    }

    /// <summary>[T,1,B,m] to [B,T,m].</summary>
    private static Value BatchFirst(GraphBuilder graph, Value direction) => graph.Transpose(graph.Squeeze(direction, 1), 1, 0, 2);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
