using TextClassify.Models.Language;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Language;

/// <summary>
/// Writes the two graphs of a <see cref="CharacterNet"/> of multi-zone layers: the whole sequence as a Scan a layer, and one step. What a
/// step takes from its input is made before the loop; in the first layer it is looked up, because a character has but V values.
/// </summary>
internal sealed class CharacterGraphs
{
    private const string Batch = "batch";
    private const string Time = "time";

    private readonly CharacterNetOptions _options;
    private readonly WeightTable _weights;
    private readonly double _zoneout;

    /// <param name="options">A multi-zone net's.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="zoneout">The share of updates that training left out; prediction takes the expectation.</param>
    public CharacterGraphs(CharacterNetOptions options, WeightTable weights, double zoneout)
    {
        if (options.Transition is not TransitionKind.Mzu)
        {
            throw new ArgumentException($"A graph is written for multi-zone layers, not for {options.Transition}.", nameof(options));
        }

        (_options, _weights, _zoneout) = (options, weights, zoneout);
    }

    private int Characters => _weights["output.bias"].Shape[0];

    public ModelProto Forward()
    {
        var graph = new GraphBuilder("mzu_lm");
        var ids = graph.Transpose(graph.Input(LanguageGraph.CharacterIds, DataType.Int64, Batch, Time), 1, 0);
        var state = graph.Input(LanguageGraph.State, DataType.Float, Text(_options.Layers), Batch, Text(_options.StateWidth));

        Value values = ids, zones = default;
        var last = new List<Value>();
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            (var after, values, zones) = Cell(layer).Scan(
                graph,
                graph.Gather(state, graph.Integer(layer)),
                InputHalf(graph, layer, "gates", values),
                InputHalf(graph, layer, "candidate", values));
            last.Add(graph.Unsqueeze(after, 0));
        }

        var states = graph.Transpose(values, 1, 0, 2);
        var zoneShape = _options.Zones;
        graph.Output(LanguageGraph.Logits, Logits(graph, states), Batch, Time, Text(Characters));
        graph.Output(LanguageGraph.States, states, Batch, Time, Text(_options.StateWidth));
        graph.Output(LanguageGraph.Zones, graph.Transpose(zones, 1, 0, 2), Batch, Time, Text(zoneShape.Composed * zoneShape.Width));
        graph.Output(LanguageGraph.NextState, graph.Concat([.. last], axis: 0), Text(_options.Layers), Batch, Text(_options.StateWidth));
        return graph.Build();
    }

    public ModelProto OneStep()
    {
        var graph = new GraphBuilder("mzu_lm_step");
        var values = graph.Input(LanguageGraph.CharacterIds, DataType.Int64, Batch);
        var state = graph.Input(LanguageGraph.State, DataType.Float, Text(_options.Layers), Batch, Text(_options.StateWidth));
        var next = new List<Value>();
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            var hidden = _options.Layers == 1 ? graph.Squeeze(state, 0) : graph.Gather(state, graph.Integer(layer));
            var gates = InputHalf(graph, layer, "gates", values);
            (values, _) = Cell(layer).Emit(graph, gates, InputHalf(graph, layer, "candidate", values), hidden);
            next.Add(graph.Unsqueeze(values, 0));
        }

        graph.Output(LanguageGraph.Logits, Logits(graph, values), Batch, Text(Characters));
        var after = next is [var only] ? only : graph.Concat([.. next], axis: 0);
        graph.Output(LanguageGraph.NextState, after, Text(_options.Layers), Batch, Text(_options.StateWidth));
        return graph.Build();
    }

    private MultiZoneCell Cell(int layer) => new(_weights, _options.Zones, _options.StateWidth, $"layer{layer}", _zoneout);

    private Value InputHalf(GraphBuilder graph, int layer, string map, Value values)
    {
        Weight input = _weights[$"layer{layer}.{map}.input"], bias = _weights[$"layer{layer}.{map}.zone.bias"];
        if (layer > 0)
        {
            return graph.Add(graph.MatMul(values, graph.Vector(input)), graph.Vector(bias));
        }

        var table = Table(_weights["embedding.weight"], input, bias);
        return graph.Gather(graph.Weight($"layer0.{map}.table", [.. table.Shape], table.Values), values);
    }

    /// <summary>E W + b for every character.</summary>
    private static Weight Table(Weight embedding, Weight input, Weight bias)
    {
        int rows = embedding.Shape[0], width = embedding.Shape[1], columns = input.Shape[1];
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double sum = bias.Values[column];
                for (int unit = 0; unit < width; unit++)
                {
                    sum += (double)embedding.Values[(row * width) + unit] * input.Values[(unit * columns) + column];
                }

                values[(row * columns) + column] = (float)sum;
            }
        }

        return new Weight("", [rows, columns], values);
    }

    private Value Logits(GraphBuilder graph, Value states) =>
        graph.Add(graph.MatMul(states, graph.Transposed(_weights["output.weight"])), graph.Vector(_weights["output.bias"]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
