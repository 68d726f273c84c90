using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>A net whose weights and layers have names.</summary>
internal abstract class NamedNet(string name) : Module(name)
{
    /// <summary>Every weight by its name, in a fixed order.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, Tensor>> Weights { get; }

    /// <summary>Numbers that training moves.</summary>
    public long WeightCount => Weights.Sum(weight => weight.Value.numel());

    /// <summary>
    /// Called with the name and the output of every layer of a forward pass; what it gives goes on in the output's place.
    /// </summary>
    public Func<string, Tensor, Tensor>? OnLayer { get; set; }

    /// <summary>Takes every weight; a table's other entries are left alone.</summary>
    /// <exception cref="InvalidDataException">A weight has another shape than these options ask for.</exception>
    public void Load(WeightTable weights)
    {
        foreach (var (name, parameter) in Weights)
        {
            var weight = weights[name];
            if (!weight.Shape.Select(size => (long)size).SequenceEqual(parameter.shape))
            {
                throw new InvalidDataException(
                    $"{name} is [{string.Join(',', weight.Shape)}], and these options need [{string.Join(',', parameter.shape)}].");
            }

            weight.Values.CopyTo(Crnn.Values(parameter));
        }
    }

    /// <summary>Takes those of its weights that a table has; they must be of the same shape.</summary>
    public void Start(WeightTable weights)
    {
        foreach (var (name, parameter) in Weights.Where(weight => weights.Names.Contains(weight.Key)))
        {
            weights[name].Values.CopyTo(Crnn.Values(parameter));
        }
    }

    /// <summary>The weights as the emitters and the run folder take them, behind the table where one is trained beside the net.</summary>
    public WeightTable ToWeightTable(WordTable? words = null) => new(
    [
        .. words is null ? Array.Empty<Weight>() : [new Weight("embedding.weight", [words.Rows, words.Width], words.Values)],
        .. Weights.Select(weight => new Weight(
            weight.Key, [.. weight.Value.shape.Select(size => (int)size)], Crnn.Values(weight.Value).ToArray())),
    ]);

    /// <summary>Goes on in double precision, for checks.</summary>
    public void ToDouble() => ToPrecision(ScalarType.Float64);

    /// <summary>Goes on in bfloat16, for the passes of training.</summary>
    public void ToBFloat16() => ToPrecision(ScalarType.BFloat16);

    /// <summary>
    /// Takes up anew the weights that a move to another type put others in the place of, where they are kept beside the registered ones.
    /// </summary>
    protected virtual void Renew()
    {
    }

    private void ToPrecision(ScalarType type)
    {
        this.to(type);
        Renew();
    }

    /// <summary>A layer's output on its way.</summary>
    protected Tensor Show(string layer, Tensor output) => OnLayer is null ? output : OnLayer(layer, output);
}
