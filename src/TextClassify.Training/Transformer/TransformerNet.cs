using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Transformer;

/// <summary>
/// BERT's encoder (Devlin et al. 2019) with a linear layer behind the mean of its states. The tables of pieces and places are given and
/// stay as they are; layers and head are trained.
/// </summary>
internal sealed class TransformerNet : NamedNet
{
    /// <summary>Of MiniLM-L6.</summary>
    public const int Layers = 6;

    /// <summary>Of each layer.</summary>
    public const int Heads = 12;

    /// <summary>Within a layer.</summary>
    public const int InnerWidth = 1_536;

    public const string HeadWeight = "head.weight";
    public const string HeadBias = "head.bias";

    private const double HeadDeviation = 0.02;

    // What the exported graph adds to the scores of padding.
    private const float Hidden = -10_000;

    private readonly EncoderLayer[] _layers;
    private readonly Linear _head;
    private readonly Generator _random;

    /// <param name="tables">What the encoder reads pieces and places from.</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws the head, and in training what is left out.</param>
    public TransformerNet(PieceTables tables, int classes, Generator random)
        : base(nameof(TransformerNet))
    {
        (Tables, Classes, _random) = (tables, classes, random);
        _layers = [.. Enumerable.Range(0, Layers).Select(_ => new EncoderLayer(tables.Width, Heads, InnerWidth, random))];
        _head = Linear(tables.Width, classes);
        using (no_grad())
        {
            _head.weight!.normal_(0, HeadDeviation, random);
            _head.bias!.zero_();
        }

        for (int i = 0; i < Layers; i++)
        {
            register_module($"layers{i}", _layers[i]);
        }

        register_module("head", _head);
    }

    public PieceTables Tables { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        .. _layers.SelectMany((layer, i) => layer.Weights.Select(weight => KeyValuePair.Create($"layers.{i}.{weight.Key}", weight.Value))),
        KeyValuePair.Create(HeadWeight, (Tensor)_head.weight!),
        KeyValuePair.Create(HeadBias, (Tensor)_head.bias!),
    ];

    /// <summary>[B,C].</summary>
    /// <param name="batch">Pieces with those that stand around a text; the padding's id is 0.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public Tensor Logits(TokenBatch batch, double dropout = 0)
    {
        var type = _head.weight!.dtype;
        var bias = PerPiece(batch, shown: 0, padding: Hidden).to(type).view(batch.Rows, 1, 1, batch.Time);
        var x = Show("embedding", Drop(Tables.Embed(batch).to(type).requires_grad_(true), dropout));
        for (int i = 0; i < Layers; i++)
        {
            x = Show($"layers.{i}", _layers[i].Forward(x, bias, dropout));
        }

        var column = PerPiece(batch, shown: 1, padding: 0).to(type).unsqueeze(2);
        var mean = (x * column).sum([1L]) / column.sum([1L]);
        return Show("head", _head.call(Drop(mean, dropout)));
    }

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;

    /// <summary>[B,T].</summary>
    private static Tensor PerPiece(TokenBatch batch, float shown, float padding)
    {
        float[] values = new float[batch.Rows * batch.Time];
        for (int row = 0; row < batch.Rows; row++)
        {
            var own = values.AsSpan(row * batch.Time, batch.Time);
            own[..batch.Lengths[row]].Fill(shown);
            own[batch.Lengths[row]..].Fill(padding);
        }

        return tensor(values, [batch.Rows, batch.Time]);
    }
}
