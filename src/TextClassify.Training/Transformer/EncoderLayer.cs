using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Transformer;

/// <summary>Attention and a position-wise net, each added to what it reads and normalised (Vaswani et al. 2017).</summary>
internal sealed class EncoderLayer : Module
{
    // Of BERT; Torch's own is larger.
    private const double Epsilon = 1e-12;

    private readonly int _heads;
    private readonly Scalar _scale;
    private readonly Generator _random;
    private readonly (string Name, Module Layer)[] _parts;
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly Linear _attended;
    private readonly LayerNorm _attentionNorm;
    private readonly Linear _wide;
    private readonly Linear _narrow;
    private readonly LayerNorm _outputNorm;

    /// <param name="width">D.</param>
    /// <param name="heads">Divides D.</param>
    /// <param name="innerWidth">Of the position-wise net.</param>
    /// <param name="random">Draws what is left out in training; the weights are loaded.</param>
    public EncoderLayer(int width, int heads, int innerWidth, Generator random)
        : base(nameof(EncoderLayer))
    {
        (_heads, _random) = (heads, random);
        _scale = 1 / Math.Sqrt(width / heads);
        (_query, _key, _value) = (Linear(width, width), Linear(width, width), Linear(width, width));
        (_attended, _attentionNorm) = (Linear(width, width), LayerNorm(width, Epsilon));
        (_wide, _narrow, _outputNorm) = (Linear(width, innerWidth), Linear(innerWidth, width), LayerNorm(width, Epsilon));
        _parts =
        [
            ("query", _query), ("key", _key), ("value", _value), ("attended", _attended), ("attentionNorm", _attentionNorm),
            ("wide", _wide), ("narrow", _narrow), ("outputNorm", _outputNorm),
        ];
        foreach (var (name, part) in _parts)
        {
            register_module(name, part);
        }
    }

    /// <summary>Every weight by its name, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Weights => _parts.SelectMany(part => part.Layer.named_parameters()
        .Select(weight => KeyValuePair.Create($"{part.Name}.{weight.name}", (Tensor)weight.parameter)));

    /// <summary>[B,T,D].</summary>
    /// <param name="x">[B,T,D].</param>
    /// <param name="bias">[B,1,1,T], what attention to a position adds to its score: 0, or a large negative number for padding.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public Tensor Forward(Tensor x, Tensor bias, double dropout)
    {
        var attended = _attended.call(Attend(x, bias, dropout));
        x = _attentionNorm.call(x.Plus(Drop(attended, dropout)));
        var read = _narrow.call(functional.gelu(_wide.call(x)));
        return _outputNorm.call(x.Plus(Drop(read, dropout)));
    }

    private Tensor Attend(Tensor x, Tensor bias, double dropout)
    {
        var (query, key, value) = (Split(_query.call(x)), Split(_key.call(x)), Split(_value.call(x)));
        var scores = (query.matmul(key.transpose(2, 3)) * _scale).Plus(bias);
        var weights = Drop(functional.softmax(scores, 3), dropout);
        return weights.matmul(value).transpose(1, 2).reshape(x.shape);
    }

    /// <summary>[B,heads,T,D/heads].</summary>
    private Tensor Split(Tensor values) =>
        values.view(values.size(0), values.size(1), _heads, values.size(2) / _heads).transpose(1, 2);

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;
}
