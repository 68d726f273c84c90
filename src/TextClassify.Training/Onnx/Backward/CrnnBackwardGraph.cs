using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Backward;

/// <summary>
/// Writes <see cref="ModelManifest.ExplainFile"/> of a CRNN: the forward layers, then each layer's vector-Jacobian product in reverse
/// order. Values that both passes need are asked for twice; the runtime's common-subexpression pass computes them once.
/// </summary>
internal static class CrnnBackwardGraph
{
    /// <param name="options">The net's shape.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="real">
    /// <see cref="DataType.Float"/> is what ships. <see cref="DataType.Double"/> is the same graph, in which the derivatives can be checked
    /// to more digits than single precision has.
    /// </param>
    public static ModelProto Build(CrnnOptions options, WeightTable weights, DataType real = DataType.Float)
    {
        const string Batch = "batch", Time = "time";
        int classes = weights["output.bias"].Shape[0];
        string label = classes.ToString(CultureInfo.InvariantCulture);
        string width = (options.EmbeddingWidth + LinearTerm.WidthOf(weights)).ToString(CultureInfo.InvariantCulture);

        var graph = new GraphBuilder("crnn-explain", real: real);
        var rows = graph.Transpose(graph.Input(ExplainGraph.Embeddings, real, Batch, Time, width), 1, 0, 2);
        var lengths = graph.Input(ExplainGraph.Lengths, DataType.Int64, Batch);
        var targets = graph.Input(ExplainGraph.TargetWeights, real, Batch, label);

        var time = graph.Gather(graph.Shape(rows), graph.Integer(0));
        var mask = graph.Less(graph.Range(graph.Integer(0), time, graph.Integer(1)), graph.Unsqueeze(lengths, 1));
        var (embeddings, linear) = LinearEmitter.Cut(graph, weights, rows, lengths, mask);
        var wordWeights = WordWeightsEmitter.Emit(graph, weights, options.Windows, embeddings, mask);
        var steps = RecurrentSteps.Emit(graph, weights, options.Cell, embeddings, lengths);
        var states = steps.States(graph, lengths);
        var forward = graph.Reshape(states[0], -1, options.StateWidth);
        var backward = graph.Reshape(states[1], -1, options.StateWidth);
        var fused = NeuralTensorEmitter.Emit(graph, weights, options.Tensor, forward, backward);
        var words = graph.Transpose(ByTime(fused, options.WordWidth), 1, 0, 2);
        var logits = ReadoutEmitter.Logits(graph, weights, wordWeights, words);

        var (wordsGradient, wordWeightsGradient) = ReadoutBackward.Emit(graph, weights, targets, wordWeights, words);
        var fusedGradient = graph.Reshape(graph.Transpose(wordsGradient, 1, 0, 2), -1, options.WordWidth);
        var (forwardGradient, backwardGradient) = NeuralTensorBackward.Emit(
            graph, weights, options.Tensor, forward, backward, fused, fusedGradient);
        var throughStates = RecurrentBackward.Emit(
            graph,
            weights,
            options.Cell,
            lengths,
            steps,
            ByTime(forwardGradient, options.StateWidth),
            ByTime(backwardGradient, options.StateWidth));
        var throughWeights = WordWeightsBackward.Emit(
            graph, weights, options.Windows, embeddings, mask, wordWeights, wordWeightsGradient);

        graph.Output(ExplainGraph.Logits, linear?.AddTo(graph, logits) ?? logits, Batch, label);
        var gradient = graph.Add(throughStates, throughWeights);
        gradient = linear is null ? gradient : graph.Concat([gradient, linear.Gradient(graph, targets)], axis: 2);
        graph.Output(ExplainGraph.Gradients, graph.Transpose(gradient, 1, 0, 2), Batch, Time, width);
        return graph.Build();

        // [T B, width] to [T,B,width].
        Value ByTime(Value rows, int columns) => graph.Node(
            "Reshape", [rows, graph.Concat([graph.Unsqueeze(time, 0), graph.Integers(-1, columns)], axis: 0)]);
    }
}
