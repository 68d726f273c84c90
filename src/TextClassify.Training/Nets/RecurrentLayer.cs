using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>f_t and b_t: one recurrent layer a direction.</summary>
internal sealed class RecurrentLayer : Module
{
    private readonly Module _forward;
    private readonly Module _backward;

    public RecurrentLayer(CrnnOptions options, Generator? random)
        : base(nameof(RecurrentLayer))
    {
        _forward = Direction(options, random);
        _backward = Direction(options, random);
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights => Named(_forward, "").Concat(Named(_backward, "_reverse"));

    /// <summary>[T,B,m] twice, for x [T,B,D].</summary>
    public (Tensor Forward, Tensor Backward) Forward(Tensor embedded, TokenBatch batch)
    {
        var forward = Run(_forward, embedded);
        if (batch.IsFull)
        {
            return (forward, Run(_backward, embedded.flip(0)).flip(0));
        }

        var order = tensor(ReversedByLength(batch), [batch.Time, batch.Rows, 1], ScalarType.Int64);
        var reversed = embedded.gather(0, order.expand(batch.Time, batch.Rows, embedded.size(2)));

        return (forward, Run(_backward, reversed).gather(0, order.expand(batch.Time, batch.Rows, forward.size(2))));
    }

    /// <summary>Where each position's partner lies when a row of length n is read from its n-th token back; padding stays.</summary>
    public static long[] ReversedByLength(TokenBatch batch)
    {
        long[] order = new long[batch.Ids.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int time = i / batch.Rows;
            int length = batch.Lengths[i % batch.Rows];
            order[i] = time < length ? length - 1 - time : time;
        }

        return order;
    }

    private static Module Direction(CrnnOptions options, Generator? random)
    {
        Module layer = options.Cell is CellKind.Lstm
            ? LSTM(options.EmbeddingWidth, options.StateWidth)
            : GRU(options.EmbeddingWidth, options.StateWidth);
        foreach (var (name, weight) in layer.named_parameters())
        {
            if (name.StartsWith("weight_hh", StringComparison.Ordinal))
            {
                StartWeights.Orthogonal(weight, random);
            }
            else if (name.StartsWith("weight_ih", StringComparison.Ordinal))
            {
                StartWeights.Glorot(weight, random);
            }
            else
            {
                init.zeros_(weight);
            }
        }

        return layer;
    }

    private static Tensor Run(Module layer, Tensor input) => layer is LSTM lstm ? Run(lstm, input) : ((GRU)layer).call(input).Item1;

    /// <summary>Without gradients it would be oneDNN's way that is wrong on some processors (VectorInstructions).</summary>
    private static Tensor Run(LSTM lstm, Tensor input)
    {
        if (is_grad_enabled())
        {
            return lstm.call(input).Item1;
        }

        using var gradients = enable_grad();
        return lstm.call(input).Item1.detach();
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Named(Module layer, string suffix) =>
        layer.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"rnn.{weight.name}{suffix}", weight.parameter));
}
