using static TorchSharp.torch;

namespace TextClassify.Training.Checking;

/// <summary>All that one forward and one backward step of a net compute, in the order in which an error would spread.</summary>
/// <param name="Values">
/// Layers' outputs from the first to the last, then the gradients that reach them from the last to the first, then the weights' gradients.
/// </param>
internal sealed record StepTrace(IReadOnlyList<StepValue> Values)
{
    /// <param name="net">Its gradients are empty afterwards.</param>
    /// <param name="loss">What the step makes smaller, of a forward pass of the net.</param>
    public static StepTrace Of<TNet>(TNet net, Func<TNet, Tensor> loss)
        where TNet : NamedNet
    {
        using var scope = NewDisposeScope();
        var layers = new List<(string Name, Tensor Output)>();
        var before = net.OnLayer;
        net.OnLayer = (name, output) =>
        {
            output = before is null ? output : before(name, output);
            output.retain_grad();
            layers.Add((name, output));
            return output;
        };
        try
        {
            net.zero_grad();
            loss(net).backward();
        }
        finally
        {
            net.OnLayer = before;
        }

        var trace = new StepTrace(
        [
            .. layers.Select(layer => new StepValue(layer.Name, "output", ToArray(layer.Output))),
            .. layers.AsEnumerable().Reverse().Select(
                layer => new StepValue(layer.Name, "gradient of its output", ToArray(layer.Output.grad!))),
            .. net.Weights.Select(weight => new StepValue(weight.Key, "gradient", ToArray(weight.Value.grad!))),
        ]);
        net.zero_grad();
        return trace;
    }

    private static double[] ToArray(Tensor values) => [.. values.detach().to(ScalarType.Float64).data<double>()];
}

/// <param name="Layer">A layer, or a weight by its full name.</param>
/// <param name="Kind">What of it.</param>
/// <param name="Numbers">Row-major.</param>
internal sealed record StepValue(string Layer, string Kind, double[] Numbers)
{
    /// <summary>Gradients are held against the largest of their kind: some are zero but for rounding.</summary>
    public bool IsGradient => Kind != "output";
}
