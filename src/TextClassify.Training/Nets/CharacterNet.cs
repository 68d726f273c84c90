using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>A character language model: embedding, recurrent layers, logits of the next character. Time first.</summary>
internal sealed class CharacterNet : NamedNet
{
    private readonly CharacterNetOptions _options;
    private readonly Embedding _embedding;
    private readonly ModuleList<Module> _layers = [];
    private readonly Linear _output;
    private readonly Generator? _random;

    /// <param name="options">Its shape.</param>
    /// <param name="characters">V.</param>
    /// <param name="random">Draws the weights, and in training what is left out; null is the process's own, which others draw from.</param>
    public CharacterNet(CharacterNetOptions options, int characters, Generator? random = null)
        : base(nameof(CharacterNet))
    {
        _options = options;
        _random = random;
        _embedding = Embedding(characters, options.EmbeddingWidth);
        for (int layer = 0; layer < options.Layers; layer++)
        {
            _layers.Add(Layer(layer == 0 ? options.EmbeddingWidth : options.StateWidth, layer));
        }

        _output = Linear(options.StateWidth, characters);
        using (no_grad())
        {
            _embedding.weight!.normal_(0, 0.5, random);
            double range = Math.Sqrt(6.0 / (options.StateWidth + characters));
            _output.weight!.uniform_(-range, range, random);
            _output.bias!.zero_();
        }

        RegisterComponents();
    }

    /// <summary>Every weight by its name, in a fixed order; a Torch layer's own weights keep Torch's names.</summary>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        new("embedding.weight", _embedding.weight!),
        .. _layers.SelectMany((layer, index) => layer is MultiZoneLayer zones
            ? zones.Weights
            : layer.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"layer{index}.{weight.name}", weight.parameter))),
        new("output.weight", _output.weight!),
        new("output.bias", _output.bias!),
    ];

    /// <summary>Tensors of a state: one a layer, two for an LSTM.</summary>
    public int StateCount => _options.Layers * (_options.Transition is TransitionKind.Lstm ? 2 : 1);

    public Tensor[] ZeroState(int rows) =>
        [.. Enumerable.Range(0, StateCount).Select(_ => zeros(rows, _options.StateWidth, dtype: _output.weight!.dtype))];

    /// <summary>
    /// Logits [T,B,V] and states of the last layer [T,B,H]; <paramref name="state"/> becomes the one behind the last step.
    /// </summary>
    /// <param name="ids">Characters, int64 [T,B].</param>
    /// <param name="state">As <see cref="ZeroState"/>; replaced.</param>
    /// <param name="rates">Zero for prediction.</param>
    /// <param name="training">Whether zoneout and dropout draw.</param>
    public (Tensor Logits, Tensor States) Forward(Tensor ids, Tensor[] state, CharacterDropout rates, bool training) =>
        FromEmbeddings(Show("embedding", _embedding.call(ids)), state, rates, training);

    /// <summary>As <see cref="Forward"/>, of embeddings [T,B,E].</summary>
    public (Tensor Logits, Tensor States) FromEmbeddings(Tensor values, Tensor[] state, CharacterDropout rates, bool training)
    {
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            values = training && rates.Layer > 0 ? CharacterDropout.Drop(values, rates.Layer, _random) : values;
            values = Show($"layer{layer}", Run(_layers[layer], layer, values, state, rates, training));
        }

        var outputs = training && rates.Layer > 0 ? CharacterDropout.Drop(values, rates.Layer, _random) : values;
        return (Show("output", _output.call(outputs)), values);
    }

    protected override void Renew()
    {
        foreach (var zones in _layers.OfType<MultiZoneLayer>())
        {
            zones.Renew();
        }
    }

    private static Tensor Run(Module layer, int index, Tensor values, Tensor[] state, CharacterDropout rates, bool training)
    {
        switch (layer)
        {
            case MultiZoneLayer zones:
                var states = zones.Forward(values, state[index], rates.Recurrent, rates.Zoneout, training);
                state[index] = states[-1];
                return states;
            case LSTM lstm:
                // Without gradients it would be oneDNN's, which is wrong on some processors (VectorInstructions).
                using (enable_grad())
                {
                    var (outputs, hidden, cell) = lstm.call(values, (state[2 * index].unsqueeze(0), state[(2 * index) + 1].unsqueeze(0)));
                    (state[2 * index], state[(2 * index) + 1]) = (hidden.squeeze(0), cell.squeeze(0));
                    return outputs;
                }

            default:
                var (gated, last) = ((GRU)layer).call(values, state[index].unsqueeze(0));
                state[index] = last.squeeze(0);
                return gated;
        }
    }

    private Module Layer(int inputWidth, int index) => _options.Transition switch
    {
        TransitionKind.Mzu => new MultiZoneLayer($"layer{index}", _options, inputWidth, _random),
        TransitionKind.Lstm => Drawn(LSTM(inputWidth, _options.StateWidth)),
        _ => Drawn(GRU(inputWidth, _options.StateWidth)),
    };

    /// <summary>
    /// Torch's own range for recurrent weights. Torch's second quarter of an LSTM is the forget gate, its second third of a GRU the gate
    /// that keeps the state: both begin at a bias of 1 (Jozefowicz et al. 2015), as the zones' update does at -1, so that no cell is ahead
    /// by its start.
    /// </summary>
    private Module Drawn(Module layer)
    {
        double range = 1 / Math.Sqrt(_options.StateWidth);
        using var frozen = no_grad();
        foreach (var (name, weight) in layer.named_parameters())
        {
            weight.uniform_(-range, range, _random);
            if (name.StartsWith("bias_", StringComparison.Ordinal))
            {
                bool isOpen = name.StartsWith("bias_ih", StringComparison.Ordinal);
                weight.narrow(0, _options.StateWidth, _options.StateWidth).FillWith(isOpen ? 1 : 0);
            }
        }

        return layer;
    }
}

/// <summary>What training leaves out at random, each 0 to below 1.</summary>
/// <param name="Layer">Of a layer's inputs and of the last layer's outputs.</param>
/// <param name="Recurrent">Of a multi-zone layer's candidates, anew at each step.</param>
/// <param name="Zoneout">Of a multi-zone layer's updates; acts in prediction as its expectation.</param>
internal readonly record struct CharacterDropout(double Layer, double Recurrent, double Zoneout)
{
    /// <summary>Leaves a share of the values out and scales the others up.</summary>
    public static Tensor Drop(Tensor values, double rate, Generator? random)
    {
        return values * empty_like(values, requires_grad: false).bernoulli_(1 - rate, random).Over(1 - rate);
    }
}
