using System.Globalization;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>A net as somebody else may have exported it: from embeddings and lengths to logits, and no way back.</summary>
internal static class EmbeddedGraph
{
    public static ModelProto Build(CrnnOptions options, WeightTable weights)
    {
        const string Batch = "batch", Time = "time";
        var graph = new GraphBuilder("foreign");
        var embeddings = graph.Transpose(
            graph.Input(ForwardGraph.Embeddings, DataType.Float, Batch, Time, Text(options.EmbeddingWidth)), 1, 0, 2);
        var lengths = graph.Input(ForwardGraph.Lengths, DataType.Int64, Batch);

        var time = graph.Gather(graph.Shape(embeddings), graph.Integer(0));
        var mask = graph.Less(graph.Range(graph.Integer(0), time, graph.Integer(1)), graph.Unsqueeze(lengths, 1));
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

        graph.Output(
            ForwardGraph.Logits, ReadoutEmitter.Logits(graph, weights, wordWeights, words), Batch, Text(weights["output.bias"].Shape[0]));
        return graph.Build();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
