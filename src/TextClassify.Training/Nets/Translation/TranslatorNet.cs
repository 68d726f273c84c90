using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets.Translation;

/// <summary>
/// A GRU in both directions reads the source, another writes the target and looks back by general attention (Luong et al. 2015) without
/// input feeding, so that in training all of the writer's steps are one call. Time first inside.
/// </summary>
internal sealed class TranslatorNet : NamedNet
{
    private readonly Embedding _embedding;
    private readonly RecurrentLayer _reader;
    private readonly Linear _start;
    private readonly GRU _writer;
    private readonly Linear _attention;
    private readonly Linear _combine;
    private readonly Linear _output;
    private readonly Generator? _random;

    /// <param name="options">Its shape.</param>
    /// <param name="symbols">V.</param>
    /// <param name="random">Draws the weights, and in training what is left out; null is the process's own.</param>
    public TranslatorNet(TranslatorNetOptions options, int symbols, Generator? random = null)
        : base(nameof(TranslatorNet))
    {
        _random = random;
        int both = 2 * options.StateWidth;
        _embedding = Embedding(symbols, options.EmbeddingWidth);
        _reader = new RecurrentLayer(
            new() { Cell = CellKind.Gru, EmbeddingWidth = options.EmbeddingWidth, StateWidth = options.StateWidth }, random);
        _start = Drawn(Linear(both, options.WriterWidth));
        _writer = GRU(options.EmbeddingWidth, options.WriterWidth);
        _attention = Drawn(Linear(both, options.WriterWidth, hasBias: false));
        _combine = Drawn(Linear(both + options.WriterWidth, options.WriterWidth));
        _output = Drawn(Linear(options.WriterWidth, symbols));
        using (no_grad())
        {
            _embedding.weight!.normal_(0, 0.5, random);
        }

        foreach (var (name, weight) in _writer.named_parameters())
        {
            DrawGate(name, weight);
        }

        RegisterComponents();
    }

    /// <summary>Every weight by its name, in a fixed order; a Torch layer's own weights keep Torch's names.</summary>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        new("embedding.weight", _embedding.weight!),
        .. _reader.Weights,
        new("start.weight", _start.weight!),
        new("start.bias", _start.bias!),
        .. _writer.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"writer.{weight.name}", weight.parameter)),
        new("attention.weight", _attention.weight!),
        new("combine.weight", _combine.weight!),
        new("combine.bias", _combine.bias!),
        new("output.weight", _output.weight!),
        new("output.bias", _output.bias!),
    ];

    /// <summary>Logits of each next symbol [B,T,V], and what each looks back at [B,T,S]; those rows sum to 1.</summary>
    /// <param name="source">S symbols of B texts.</param>
    /// <param name="inputs">What the writer reads: the edge, then the target; int64 [T,B].</param>
    /// <param name="dropout">Share left out of embeddings and of what the output reads; 0 for prediction.</param>
    public (Tensor Logits, Tensor Attention) Forward(TokenBatch source, Tensor inputs, double dropout = 0)
    {
        using var ids = tensor(Array.ConvertAll(source.Ids, id => (long)id), [source.Time, source.Rows]);
        var read = Show("embedding", Drop(_embedding.call(ids), dropout));
        var (forward, backward) = _reader.Forward(read, source);
        (forward, backward) = (Show("reader.forward", forward), Show("reader.backward", backward));
        var memory = cat([forward, backward], 2).transpose(0, 1);
        var start = Show("start", _start.call(Last(forward, backward, source)).tanh());
        var states = _writer.call(Drop(_embedding.call(inputs), dropout), start.unsqueeze(0)).Item1;
        states = Show("writer", states).transpose(0, 1);

        var scores = states.bmm(_attention.call(memory).transpose(1, 2));
        scores = source.IsFull ? scores : scores.add(Beyond(source).to_type(scores.dtype), Scalars.One);
        var attention = Show("attention", scores.softmax(2));
        var combined = Show("combine", _combine.call(cat([attention.bmm(memory), states], 2)).tanh());
        return (Show("output", _output.call(Drop(combined, dropout))), attention);
    }

    /// <summary>[B,2m]: the forward direction behind each row's last symbol, the backward one behind its first.</summary>
    private static Tensor Last(Tensor forward, Tensor backward, TokenBatch source)
    {
        using var places = tensor(Array.ConvertAll(source.Lengths, length => (long)length - 1), [1, source.Rows, 1]);
        var last = forward.gather(0, places.expand(1, source.Rows, forward.size(2))).squeeze(0);
        return cat([last, backward[0]], 1);
    }

    /// <summary>[B,1,S], minus infinity beyond a row's length.</summary>
    private static Tensor Beyond(TokenBatch source)
    {
        float[] mask = new float[source.Rows * source.Time];
        for (int row = 0; row < source.Rows; row++)
        {
            mask.AsSpan((row * source.Time) + source.Lengths[row], source.Time - source.Lengths[row]).Fill(float.NegativeInfinity);
        }

        return tensor(mask, [source.Rows, 1, source.Time]);
    }

    private Linear Drawn(Linear layer)
    {
        StartWeights.Glorot(layer.weight!, _random);
        if (layer.bias is { } bias)
        {
            init.zeros_(bias);
        }

        return layer;
    }

    private void DrawGate(string name, Tensor weight)
    {
        if (name.StartsWith("weight_hh", StringComparison.Ordinal))
        {
            StartWeights.Orthogonal(weight, _random);
        }
        else if (name.StartsWith("weight_ih", StringComparison.Ordinal))
        {
            StartWeights.Glorot(weight, _random);
        }
        else
        {
            init.zeros_(weight);
        }
    }

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;
}
