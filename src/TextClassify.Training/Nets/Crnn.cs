using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>
/// The classifier of docs/models.md after Lyu and Liu (2020), all of it but the embedding table. Time first inside; the backward direction
/// runs on rows reversed by their own length, so padding never reaches a token's state.
/// </summary>
internal sealed class Crnn : NamedNet
{
    private readonly CrnnOptions _options;
    private readonly RecurrentLayer _rnn;
    private readonly NeuralTensorLayer _tensor;
    private readonly WordWeightLayer _weights;
    private readonly Linear _output;
    private readonly Linear? _finer;
    private readonly Generator? _random;

    /// <param name="options">Its shape.</param>
    /// <param name="classes">C.</param>
    /// <param name="finerClasses">Classes of a second output layer that only training reads; 0 for none.</param>
    /// <param name="random">Draws the weights, and in training what is left out; null is the process's own, which others draw from.</param>
    public Crnn(CrnnOptions options, int classes, int finerClasses = 0, Generator? random = null)
        : base(nameof(Crnn))
    {
        (_options, _random) = (options, random);
        Classes = classes;
        _rnn = new RecurrentLayer(options, random);
        _tensor = new NeuralTensorLayer(options, random);
        _weights = new WordWeightLayer(options, random);
        _output = Readout(options, classes, random);
        _finer = finerClasses > 0 ? Readout(options, finerClasses, random) : null;
        RegisterComponents();
    }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>Classes of the second output layer; 0 for none.</summary>
    public int FinerClasses => (int)(_finer?.weight!.size(0) ?? 0);

    /// <summary>Every weight under its name in <see cref="WeightTable"/>, in a fixed order.</summary>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
        [.. _rnn.Weights, .. _tensor.Weights, .. _weights.Weights, .. WeightsOf("output", _output), .. WeightsOf("finer", _finer)];

    /// <summary>Logits [B,C], those of the finer classes if any, and the word weights [B,R,T] for the redundancy penalty.</summary>
    /// <param name="embedded">x, [T,B,D] or, with a linear term, [T,B,D+C]; zero beyond the lengths. Outputs are of its type.</param>
    /// <param name="batch">Its lengths.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public (Tensor Logits, Tensor? Finer, Tensor WordWeights) Logits(Tensor embedded, TokenBatch batch, DropoutRates dropout = default)
    {
        var (inputs, linear) = Cut(embedded, batch);
        var x = Drop(Show("embedding", inputs.to(_output.weight!.dtype)), dropout.Embedding);
        var (forward, backward) = _rnn.Forward(x, batch);
        (forward, backward) = (Show("rnn.forward", forward), Show("rnn.backward", backward));
        var words = Show("tensor", _tensor.Forward(Drop(forward, dropout.State), Drop(backward, dropout.State)));
        var wordWeights = Show("weights", _weights.Forward(x, batch));
        var text = Drop(Show("sum", wordWeights.bmm(words.transpose(0, 1))).flatten(1), dropout.Output);

        var logits = _output.call(text).to(embedded.dtype);
        logits = linear is null ? logits : logits.add(linear.sum(dim: 0), Scalars.One);
        var finer = _finer is null ? null : Show("finer", _finer.call(text).to(embedded.dtype));
        return (Show("output", logits), finer, wordWeights.to(embedded.dtype));
    }

    /// <summary>All outputs, without gradients or dropout. They belong to the caller's dispose scope.</summary>
    public CrnnOutputs Outputs(Tensor embedded, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (x, linear) = Cut(embedded, batch);
        var (forward, backward) = _rnn.Forward(x, batch);
        var words = _tensor.Forward(forward, backward).transpose(0, 1);
        var wordWeights = _weights.Forward(x, batch);
        var logits = _output.call(wordWeights.bmm(words).flatten(1));

        // <W[c,r], v_t> for every t, c and r.
        var readout = _output.weight!.view(Classes, _options.Aspects, _options.WordWidth);
        var shares = words.matmul(readout.view(-1, _options.WordWidth).t()).view(batch.Rows, batch.Time, Classes, _options.Aspects);
        var evidence = (shares * wordWeights.transpose(1, 2).unsqueeze(2)).sum(3);
        var local = shares.sum(3).Plus(_output.bias!);
        if (linear is not null)
        {
            logits = logits.Plus(linear.sum(dim: 0));
            evidence = evidence.Plus(linear.transpose(0, 1));
        }

        return new(
            Keep(logits),
            Keep(evidence),
            Keep(wordWeights),
            Keep(forward.transpose(0, 1)),
            Keep(backward.transpose(0, 1)),
            Keep(words),
            Keep(local));
    }

    /// <summary>The values of a contiguous CPU tensor in place; valid while it lives.</summary>
    public static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>x, [T,B,D], and where the table has them the linear term's shares, [T,B,C].</summary>
    private (Tensor X, Tensor? Linear) Cut(Tensor embedded, TokenBatch batch)
    {
        if (embedded.size(2) == _options.EmbeddingWidth)
        {
            return (embedded, null);
        }

        var lengths = tensor(Array.ConvertAll(batch.Lengths, length => (float)length)).to_type(embedded.dtype).view(1, batch.Rows, 1);
        var linear = embedded.narrow(2, _options.EmbeddingWidth, Classes) / lengths.sqrt();
        return (embedded.narrow(2, 0, _options.EmbeddingWidth).contiguous(), linear);
    }

    private static Linear Readout(CrnnOptions options, int classes, Generator? random)
    {
        var layer = Linear(options.Aspects * options.WordWidth, classes);
        StartWeights.Glorot(layer.weight!, random);
        init.zeros_(layer.bias!);

        return layer;
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> WeightsOf(string name, Linear? layer) =>
        layer is null ? [] : [new($"{name}.weight", layer.weight!), new($"{name}.bias", layer.bias!)];

    private static Tensor Keep(Tensor tensor) => tensor.contiguous().MoveToOuterDisposeScope();

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;
}
