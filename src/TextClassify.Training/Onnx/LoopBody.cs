namespace TextClassify.Training.Onnx;

/// <summary>The body of a Scan over the first axis: states first, then one slice of each input; declare them in that order.</summary>
/// <param name="name">Begins every name inside.</param>
/// <param name="around">The graph that runs the loop.</param>
/// <param name="directions">Whether a slice is [directions, B, n] or [B, n].</param>
internal sealed class LoopBody(string name, GraphBuilder around, bool directions = true)
{
    private readonly HashSet<Value> _declared = [];
    private int _states;
    private int _inputs;
    private int _outputs;

    public GraphBuilder Graph { get; } = new(name, name + ".", around.Real);

    public Value State() => Graph.Input($"{name}.state.{_states++}", Graph.Real, Axes($"s{_states}"));

    public Value Input() => Graph.Input($"{name}.input.{_inputs++}", Graph.Real, Axes($"i{_inputs}"));

    /// <summary>The next value of the next state, in the order of <see cref="State"/>.</summary>
    public void Next(Value value) => Declare("next", value);

    /// <summary>One slice of a scan output; after every <see cref="Next"/>.</summary>
    public void Output(Value value) => Declare("output", value);

    public int Outputs => _outputs;

    public int Inputs => _inputs;

    private void Declare(string kind, Value value)
    {
        string[] axes = Axes($"o{++_outputs}");
        if (_declared.Add(value))
        {
            Graph.Declare(value, axes);
        }
        else
        {
            Graph.Output($"{name}.{kind}.{_outputs}", value, axes);
        }
    }

    private string[] Axes(string width)
    {
        string[] axes = [$"{name}.rows", $"{name}.{width}"];
        return directions ? ["directions", .. axes] : axes;
    }
}
