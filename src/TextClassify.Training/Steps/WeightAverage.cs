using System.Numerics.Tensors;

namespace TextClassify.Training.Steps;

/// <summary>Moving average of all weights (Polyak averaging), taken every few steps: the table is large and moves little.</summary>
internal sealed class WeightAverage
{
    private const int Interval = 10;

    private readonly IReadOnlyList<KeyValuePair<string, TorchSharp.torch.Tensor>> _weights;
    private readonly WordTable? _words;
    private readonly double _decay;
    private readonly Dictionary<string, float[]> _average = [];

    public WeightAverage(IReadOnlyList<KeyValuePair<string, TorchSharp.torch.Tensor>> weights, WordTable? words, double decay)
    {
        (_weights, _words, _decay) = (weights, words, decay);
        foreach (var (name, values) in Live())
        {
            _average.Add(name, values.ToArray());
        }
    }

    public IEnumerable<Weight> State => _average.Select(pair => new Weight($"average/{pair.Key}", [pair.Value.Length], pair.Value));

    public void Update(int step)
    {
        if (step % Interval != 0)
        {
            return;
        }

        // Early on, the first weights must not hold the average back.
        int taken = step / Interval;
        float keep = (float)Math.Min(Math.Pow(_decay, Interval), (1.0 + taken) / (10 + taken));
        foreach (var (name, values) in Live())
        {
            float[] average = _average[name];
            TensorPrimitives.Lerp(values.Span, average, keep, average);
        }
    }

    /// <summary>Exchanges the live weights and the average; the same call takes it back.</summary>
    public void Swap()
    {
        foreach (var (name, values) in Live())
        {
            var average = _average[name];
            float[] kept = values.ToArray();
            average.CopyTo(values.Span);
            kept.CopyTo(average, 0);
        }
    }

    public void Load(WeightTable state)
    {
        foreach (var weight in State)
        {
            state[weight.Name].Values.CopyTo(weight.Values, 0);
        }
    }

    private IEnumerable<(string Name, LiveValues Values)> Live() =>
    [
        .. _words is null ? Array.Empty<(string, LiveValues)>() : [("embedding.weight", new(_words, null))],
        .. _weights.Select(weight => (weight.Key, new LiveValues(null, weight.Value))),
    ];

    private readonly record struct LiveValues(WordTable? Words, TorchSharp.torch.Tensor? Parameter)
    {
        public Span<float> Span => Parameter is null ? Words!.Values : Crnn.Values(Parameter);

        public float[] ToArray() => Span.ToArray();
    }
}
