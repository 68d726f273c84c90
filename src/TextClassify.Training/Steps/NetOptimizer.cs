using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Steps;

/// <summary>AdamW over the weights of a net; where asked for, Muon over the matrices of its recurrent layers. Biases don't decay.</summary>
internal sealed class NetOptimizer
{
    private readonly Slot[] _slots;

    /// <param name="weights">Its weights by name.</param>
    /// <param name="muon">Whether those that <see cref="MuonKernel.Suits"/> move by it.</param>
    public NetOptimizer(IEnumerable<KeyValuePair<string, Tensor>> weights, bool muon) => _slots =
    [
        .. weights.Select(weight => new Slot(weight.Key, weight.Value, muon && MuonKernel.Suits(weight.Key, weight.Value))),
    ];

    /// <summary>Its state by name: two arrays a weight, one of those that move by the orthogonal matrix.</summary>
    public IEnumerable<Weight> State => _slots.SelectMany(slot => slot.State);

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
            slot.Update(step, rate, decay, scale);
        }
    }

    /// <summary>Its state is as before the first step.</summary>
    public void Forget()
    {
        foreach (var weight in State)
        {
            weight.Values.AsSpan().Clear();
        }
    }

    public void Load(WeightTable state)
    {
        foreach (var weight in State)
        {
            state[weight.Name].Values.CopyTo(weight.Values, 0);
        }
    }

    private sealed class Slot(string name, Tensor parameter, bool byMuon)
    {
        private readonly float[] _first = new float[parameter.numel()];
        private readonly float[] _second = new float[byMuon ? 0 : parameter.numel()];

        public IEnumerable<Weight> State => byMuon
            ? [new Weight($"muon/{name}", [_first.Length], _first)]
            : [new Weight($"adam.first/{name}", [_first.Length], _first), new Weight($"adam.second/{name}", [_second.Length], _second)];

        public ReadOnlySpan<float> Gradient()
        {
            var gradient = parameter.grad ?? throw new InvalidOperationException($"No gradient reached {name}.");

            return Crnn.Values(gradient.contiguous());
        }

        public void Update(int step, float rate, float decay, float scale)
        {
            if (byMuon)
            {
                MuonKernel.Update(parameter, _first, Gradient(), scale, rate, decay);
            }
            else
            {
                AdamKernel.Update(Crnn.Values(parameter), _first, _second, Gradient(), scale, step, rate, parameter.dim() > 1 ? decay : 0);
            }
        }
    }
}
