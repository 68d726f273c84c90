using TextClassify.Models.Aspect;
using TextClassify.Training.Onnx.Language;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Aspect;

/// <summary>Writes <see cref="AspectManifest.EncoderFile"/>: one pass over a text in both directions, whatever is asked later.</summary>
internal static class AspectEncoderGraph
{
    private const string Batch = "batch";
    private const string Time = "time";

    /// <exception cref="ArgumentException">The cell is no multi-zone one.</exception>
    public static ModelProto Build(AspectNetOptions options, WeightTable weights)
    {
        if (options.Transition is not TransitionKind.Mzu)
        {
            throw new ArgumentException($"A graph is written for multi-zone layers, not for {options.Transition}.", nameof(options));
        }

        var graph = new GraphBuilder("mzu_aspect_encoder");
        var ids = graph.Input(ForwardGraph.TokenIds, DataType.Int64, Batch, Time);
        var lengths = graph.Input(ForwardGraph.Lengths, DataType.Int64, Batch);
        var embeddings = EmbeddingEmitter.Emit(graph, weights, graph.Transpose(ids, 1, 0));

        // A state of zeros, as many rows as there are texts.
        var rows = graph.Unsqueeze(graph.Gather(graph.Shape(ids), graph.Integer(0)), 0);
        var start = graph.Node(
            "Expand", [graph.Weight("start", [1, 1], [0]), graph.Concat([rows, graph.Integers(options.StateWidth)], axis: 0)]);

        var (forward, forwardZones) = Scan(graph, options, weights, "forward", embeddings, start);
        var (backward, backwardZones) = Scan(graph, options, weights, "backward", graph.Reverse(embeddings, lengths), start);
        Value forwardStates = BatchFirst(graph, forward), backwardStates = BatchFirst(graph, graph.Reverse(backward, lengths));
        var tags = graph.Add(
            graph.MatMul(graph.Concat([forwardStates, backwardStates], axis: 2), graph.Transposed(weights["tags.weight"])),
            graph.Vector(weights["tags.bias"]));

        string stateWidth = Text(options.StateWidth), zoneWidth = Text(options.Zones.Composed * options.Zones.Width);
        graph.Output(ForwardGraph.ForwardStates, forwardStates, Batch, Time, stateWidth);
        graph.Output(ForwardGraph.BackwardStates, backwardStates, Batch, Time, stateWidth);
        graph.Output(AspectGraph.ForwardZones, BatchFirst(graph, forwardZones), Batch, Time, zoneWidth);
        graph.Output(AspectGraph.BackwardZones, BatchFirst(graph, graph.Reverse(backwardZones, lengths)), Batch, Time, zoneWidth);
        graph.Output(AspectGraph.Tags, tags, Batch, Time, Text(weights["tags.bias"].Shape[0]));
        return graph.Build();
    }

    /// <summary>States [T,B,m] and composed zones [T,B,J dz] in the order of the steps.</summary>
    private static (Value States, Value Zones) Scan(
        GraphBuilder graph, AspectNetOptions options, WeightTable weights, string direction, Value embeddings, Value start)
    {
        var cell = new MultiZoneCell(weights, options.Zones, options.StateWidth, direction);
        var (_, states, zones) = cell.Scan(graph, start, InputHalf("gates"), InputHalf("candidate"));
        return (states, zones);

        Value InputHalf(string map) => graph.Add(
            graph.MatMul(embeddings, graph.Vector(weights[$"{direction}.{map}.input"])),
            graph.Vector(weights[$"{direction}.{map}.zone.bias"]));
    }

    private static Value BatchFirst(GraphBuilder graph, Value steps) => graph.Transpose(steps, 1, 0, 2);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
