using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>v_t = tanh( f' T b + W [f;b] + c ), Socher et al. 2013; T full, or U (P f * Q b).</summary>
internal sealed class NeuralTensorLayer : Module
{
    private readonly Parameter? _full;
    private readonly Linear? _p;
    private readonly Linear? _q;
    private readonly Linear? _u;
    private readonly Linear _linear;

    public NeuralTensorLayer(CrnnOptions options, Generator? random)
        : base(nameof(NeuralTensorLayer))
    {
        int m = options.StateWidth;
        if (options.Tensor is TensorKind.Full)
        {
            // The sum has m*m terms, each a product of two states below 1.
            _full = new Parameter(randn(options.WordWidth, m, m, generator: random).Over(m));
        }
        else
        {
            _p = Projection(m, options.TensorRank, random);
            _q = Projection(m, options.TensorRank, random);
            _u = Projection(options.TensorRank, options.WordWidth, random);
        }

        _linear = Linear(2 * m, options.WordWidth);
        StartWeights.Glorot(_linear.weight!, random);
        init.zeros_(_linear.bias!);
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights
    {
        get
        {
            if (_full is not null)
            {
                yield return new("tensor.full", _full);
            }
            else
            {
                yield return new("tensor.p", _p!.weight!);
                yield return new("tensor.q", _q!.weight!);
                yield return new("tensor.u", _u!.weight!);
            }

            yield return new("tensor.linear.weight", _linear.weight!);
            yield return new("tensor.linear.bias", _linear.bias!);
        }
    }

    /// <summary>[T,B,K] for states [T,B,m].</summary>
    public Tensor Forward(Tensor forward, Tensor backward)
    {
        var linear = _linear.call(cat([forward, backward], -1));

        return linear.Plus(_full is null ? LowRank(forward, backward) : Full(forward, backward)).tanh();
    }

    private Tensor LowRank(Tensor forward, Tensor backward) => _u!.call(_p!.call(forward) * _q!.call(backward));

    private Tensor Full(Tensor forward, Tensor backward)
    {
        long m = forward.size(-1), k = _full!.size(0);
        var half = forward.reshape(-1, m).mm(_full.permute(1, 0, 2).reshape(m, k * m)).view(-1, k, m);

        return half.bmm(backward.reshape(-1, m, 1)).view(forward.size(0), forward.size(1), k);
    }

    private static Linear Projection(int from, int to, Generator? random)
    {
        var layer = Linear(from, to, hasBias: false);
        StartWeights.Glorot(layer.weight!, random);

        return layer;
    }
}
