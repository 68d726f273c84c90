using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Steps;

/// <summary>AdamW over the weights of a net. Biases don't decay.</summary>
internal sealed class NetOptimizer
{
    private readonly Slot[] _slots;

    public NetOptimizer(IEnumerable<KeyValuePair<string, Tensor>> weights) =>
        _slots = [.. weights.Select(weight => new Slot(weight.Key, weight.Value))];

    /// <summary>Its state by name: two arrays a weight.</summary>
    public IEnumerable<Weight> State => _slots.SelectMany(slot => new[]
    {
        new Weight($"adam.first/{slot.Name}", [slot.First.Length], slot.First),
        new Weight($"adam.second/{slot.Name}", [slot.Second.Length], slot.Second),
    });

    /// <summary>Squared norm of all gradients.</summary>
    public double SquaredNorm()
    {
        double sum = 0;
        foreach (var slot in _slots)
        {
            sum += TensorPrimitives.SumOfSquares<float>(slot.Gradient());
        }

        return sum;
    }

    public void Step(int step, float rate, float decay, float scale)
    {
        foreach (var slot in _slots)
        {
            bool decays = slot.Parameter.dim() > 1;
            AdamKernel.Update(Crnn.Values(slot.Parameter), slot.First, slot.Second, slot.Gradient(), scale, step, rate, decays ? decay : 0);
        }
    }

    public void Load(WeightTable state)
    {
        foreach (var weight in State)
        {
            state[weight.Name].Values.CopyTo(weight.Values, 0);
        }
    }

    private sealed record Slot(string Name, Tensor Parameter)
    {
        public float[] First { get; } = new float[Parameter.numel()];

        public float[] Second { get; } = new float[Parameter.numel()];

        public ReadOnlySpan<float> Gradient()
        {
            var gradient = Parameter.grad ?? throw new InvalidOperationException($"No gradient reached {Name}.");

            return Crnn.Values(gradient.contiguous());
        }
    }
}
