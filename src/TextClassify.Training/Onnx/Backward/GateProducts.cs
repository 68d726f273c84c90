using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx.Backward;

/// <summary>x W' + b of every gate and both directions, gates in Torch's order (i,f,g,o | r,z,n).</summary>
internal sealed class GateProducts
{
    private static readonly string[] Directions = ["", "_reverse"];

    private readonly GraphBuilder _graph;
    private readonly Value _transposed;
    private readonly Value _bias;

    /// <param name="graph">Receives the products.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="part"><c>ih</c> for the input's half, <c>hh</c> for the state's.</param>
    public GateProducts(GraphBuilder graph, WeightTable weights, string part)
    {
        _graph = graph;
        Weight[] kernels = [.. Directions.Select(direction => weights[$"rnn.weight_{part}_l0{direction}"])];
        Weight[] biases = [.. Directions.Select(direction => weights[$"rnn.bias_{part}_l0{direction}"])];
        int rows = kernels[0].Shape[0], columns = kernels[0].Shape[1];

        Weight = graph.Weight($"gates.{part}", [2, rows, columns], [.. kernels.SelectMany(kernel => kernel.Values)]);
        _transposed = graph.Weight(
            $"gates.{part}.transposed", [2, columns, rows], [.. kernels.SelectMany(kernel => Matrices.Transpose(kernel).Values)]);
        _bias = graph.Weight($"gates.{part}.bias", [2, 1, rows], [.. biases.SelectMany(bias => bias.Values)]);
    }

    /// <summary>[2, gates m, columns]: multiplies a gradient of the gates from the right.</summary>
    public Value Weight { get; }

    /// <summary>[T,2,B,columns] to [T,2,B,gates m].</summary>
    public Value Forward(Value rows) => _graph.Add(_graph.MatMul(rows, _transposed), _bias);
}
