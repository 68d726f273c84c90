using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Onnx.Backward;

/// <summary>The body of a Scan over the first axis: states first, then one slice of each input; declare them in that order.</summary>
internal sealed class LoopBody(string name)
{
    private int _states;
    private int _inputs;
    private int _outputs;

    public GraphBuilder Graph { get; } = new(name, name + ".");

    public Value State() => Graph.Input($"{name}.state.{_states++}", TensorProto.Types.DataType.Float, "directions", "batch", $"{name}.s{_states}");

    public Value Input() => Graph.Input($"{name}.input.{_inputs++}", TensorProto.Types.DataType.Float, "directions", "batch", $"{name}.i{_inputs}");

    /// <summary>The next value of the next state, in the order of <see cref="State"/>.</summary>
    public void Next(Value value) => Declare("next", value);

    /// <summary>One slice of a scan output; after every <see cref="Next"/>.</summary>
    public void Output(Value value) => Declare("output", value);

    public int Outputs => _outputs;

    public int Inputs => _inputs;

    private void Declare(string kind, Value value) =>
        Graph.Output($"{name}.{kind}.{_outputs++}", value, "directions", "batch", $"{name}.o{_outputs}");
}
