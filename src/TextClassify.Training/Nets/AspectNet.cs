using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>
/// Reads a text once in both directions, tags the aspects in it, and says what it thinks of any of them: all of docs/models.md but the
/// embedding table.
/// </summary>
internal sealed class AspectNet : NamedNet
{
    private readonly AspectNetOptions _options;
    private readonly Module _forward;
    private readonly Module _backward;
    private readonly Linear _tags;
    private readonly AspectReadout _readout;
    private readonly Generator _random;

    /// <param name="options">Its shape.</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws the weights, and in training what is left out: other work draws from the process's own.</param>
    public AspectNet(AspectNetOptions options, int classes, Generator random)
        : base(nameof(AspectNet))
    {
        (_options, _random, Classes) = (options, random, classes);
        _forward = Direction("forward");
        _backward = Direction("backward");
        _readout = new AspectReadout(options, classes, random);
        _tags = Linear(2 * options.StateWidth, Text.AspectTags.Count);
        using (no_grad())
        {
            double range = Math.Sqrt(6.0 / ((2 * options.StateWidth) + Text.AspectTags.Count));
            _tags.weight!.uniform_(-range, range, random);
            _tags.bias!.zero_();
        }

        RegisterComponents();
    }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>Every weight by its name, in a fixed order; the cell of a Torch layer keeps Torch's names behind its direction.</summary>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        .. WeightsOf("forward", _forward),
        .. WeightsOf("backward", _backward),
        new("tags.weight", _tags.weight!),
        new("tags.bias", _tags.bias!),
        .. _readout.Weights,
    ];

    /// <summary>[f ; b] of every token, [B,T,2m], zero beyond the lengths.</summary>
    /// <param name="embedded">x, [T,B,D].</param>
    /// <param name="batch">Its lengths.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public Tensor Encode(Tensor embedded, TokenBatch batch, AspectDropout dropout = default)
    {
        var x = Drop(Show("embedding", embedded), dropout.Embedding);
        var order = tensor(RecurrentLayer.ReversedByLength(batch), [batch.Time, batch.Rows, 1], ScalarType.Int64);
        var forward = Show("forward", Run(_forward, x, dropout.Recurrent));
        var backward = Show("backward", Run(_backward, x.gather(0, order.expand(batch.Time, batch.Rows, x.size(2))), dropout.Recurrent));
        var states = cat([forward, backward.gather(0, order.expand(batch.Time, batch.Rows, _options.StateWidth))], 2);
        return Drop((states * Mask(batch)).transpose(0, 1), dropout.State);
    }

    /// <summary>Logits of the tags, [B,T,3].</summary>
    public Tensor Tags(Tensor states) => Show("tags", _tags.call(states));

    /// <summary>What the texts think of aspects, a row an aspect: several rows may be of one text.</summary>
    /// <param name="states">Of <see cref="Encode"/>, [B,T,2m].</param>
    /// <param name="places">The aspects.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public AspectOutputs Read(Tensor states, AspectPlaces places, AspectDropout dropout = default)
    {
        var rows = states.index_select(0, tensor(places.Texts));
        var outputs = _readout.Forward(rows, places, values => Drop(values, dropout.Output));
        return outputs with { Logits = Show("readout", outputs.Logits) };
    }

    protected override void Renew()
    {
        (_forward as MultiZoneLayer)?.Renew();
        (_backward as MultiZoneLayer)?.Renew();
        _readout.Renew();
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> WeightsOf(string direction, Module layer) => layer is MultiZoneLayer zones
        ? zones.Weights
        : layer.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"{direction}.{weight.name}", weight.parameter));

    /// <summary>[T,B,1], 1 where a text has a token.</summary>
    private static Tensor Mask(TokenBatch batch)
    {
        float[] mask = new float[batch.Ids.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = i / batch.Rows < batch.Lengths[i % batch.Rows] ? 1 : 0;
        }

        return tensor(mask, [batch.Time, batch.Rows, 1]);
    }

    private Tensor Run(Module layer, Tensor inputs, double recurrentDropout) => layer switch
    {
        MultiZoneLayer zones => zones.Forward(
            inputs,
            zeros(inputs.size(1), _options.StateWidth, dtype: inputs.dtype),
            recurrentDropout,
            zoneout: 0,
            training: recurrentDropout > 0),
        LSTM lstm => lstm.call(inputs).Item1,
        _ => ((GRU)layer).call(inputs).Item1,
    };

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;

    private Module Direction(string name)
    {
        int width = _options.StateWidth;
        if (_options.Transition is TransitionKind.Mzu)
        {
            return new MultiZoneLayer(
                name, new CharacterNetOptions { StateWidth = width, Zones = _options.Zones }, _options.EmbeddingWidth, _random);
        }

        int inputs = _options.EmbeddingWidth;
        Module layer = _options.Transition is TransitionKind.Lstm ? LSTM(inputs, width) : GRU(inputs, width);
        double range = 1 / Math.Sqrt(width);
        using var frozen = no_grad();
        foreach (var weight in layer.parameters())
        {
            weight.uniform_(-range, range, _random);
        }

        return layer;
    }
}

/// <summary>Shares of values set to zero in training: of x, of a cell's candidates, of the states, of what is read out.</summary>
internal readonly record struct AspectDropout(double Embedding, double Recurrent, double State, double Output);

/// <summary>Aspects of a batch, one an entry.</summary>
/// <param name="Texts">Rows of the batch the aspects are in.</param>
/// <param name="Lengths">Tokens of those texts.</param>
/// <param name="Starts">First token of each aspect.</param>
/// <param name="Ends">The token after its last.</param>
internal sealed record AspectPlaces(long[] Texts, long[] Lengths, long[] Starts, long[] Ends)
{
    /// <summary>A.</summary>
    public int Count => Texts.Length;
}

/// <param name="Logits">[A,C].</param>
/// <param name="Evidence">[A,T,C]; a logit is the bias and the sum of its evidence.</param>
/// <param name="Weights">[A,T], zero beyond a text's length.</param>
internal sealed record AspectOutputs(Tensor Logits, Tensor Evidence, Tensor Weights);
