using TextClassify.Models.Language;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Language;

/// <summary>
/// Writes <see cref="ModelManifest.ExplainFile"/> of a <see cref="CharacterNet"/> of multi-zone layers: from embeddings and a state to the
/// logits of the character behind each row, and from those back to the embeddings.
/// </summary>
internal static class CharacterBackwardGraph
{
    /// <param name="options">A multi-zone net's.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="zoneout">The share of updates that training left out; prediction takes the expectation.</param>
    /// <param name="real"><see cref="DataType.Float"/> is what ships; <see cref="DataType.Double"/> is the same graph, for checks.</param>
    public static ModelProto Build(CharacterNetOptions options, WeightTable weights, double zoneout, DataType real = DataType.Float)
    {
        const string Batch = "batch", Time = "time";
        string characters = Text(weights["output.bias"].Shape[0]), width = Text(options.EmbeddingWidth);
        var graph = new GraphBuilder("mzu_lm_explain", real: real);
        var embeddings = graph.Transpose(graph.Input(ExplainGraph.Embeddings, real, Batch, Time, width), 1, 0, 2);
        var lengths = graph.Input(ExplainGraph.Lengths, DataType.Int64, Batch);
        var targets = graph.Input(ExplainGraph.TargetWeights, real, Batch, characters);
        var state = graph.Input(LanguageGraph.State, real, Text(options.Layers), Batch, Text(options.StateWidth));

        var time = graph.Gather(graph.Shape(embeddings), graph.Integer(0));
        var layers = new List<(MultiZoneLayerBackward Layer, MultiZoneLayerBackward.Pass Pass)>();
        var values = embeddings;
        for (int index = 0; index < options.Layers; index++)
        {
            var cell = new MultiZoneCell(weights, options.Zones, options.StateWidth, $"layer{index}", zoneout);
            var layer = new MultiZoneLayerBackward(graph, cell, time);
            var pass = layer.Forward(values, graph.Gather(state, graph.Integer(index)));
            layers.Add((layer, pass));
            values = pass.States;
        }

        // 1 at each row's last step, [T,B,1].
        var steps = graph.Unsqueeze(graph.Range(graph.Integer(0), time, graph.Integer(1)), 1);
        var last = graph.Node("Equal", [steps, graph.Sub(graph.Unsqueeze(lengths, 0), graph.Integer(1))]);
        var chosen = graph.Unsqueeze(graph.Cast(last, real), 2);
        var output = graph.Vector(weights["output.weight"]);
        var behind = graph.ReduceSum(graph.Mul(values, chosen), axis: 0);
        var logits = graph.Add(graph.BackThrough(behind, output), graph.Vector(weights["output.bias"]));

        var gradient = graph.Mul(chosen, graph.MatMul(targets, output));
        foreach (var (layer, pass) in Enumerable.Reverse(layers))
        {
            gradient = layer.Backward(pass, gradient);
        }

        graph.Output(ExplainGraph.Logits, logits, Batch, characters);
        graph.Output(ExplainGraph.Gradients, graph.Transpose(gradient, 1, 0, 2), Batch, Time, width);
        return graph.Build();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
