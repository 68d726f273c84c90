using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>A[r,t]: convolutions of several widths over x, ReLU, a 1x1 projection to R rows, softmax over the tokens of each text.</summary>
internal sealed class WordWeightLayer : Module
{
    private readonly IReadOnlyList<int> _windows;
    private readonly ModuleList<Conv1d> _convolutions;
    private readonly Linear _project;

    public WordWeightLayer(CrnnOptions options)
        : base(nameof(WordWeightLayer))
    {
        _windows = options.Windows;
        _convolutions = new([.. options.Windows.Select(window => Convolution(options, window))]);
        _project = Linear(options.WindowChannels * options.Windows.Count, options.Aspects);
        init.xavier_uniform_(_project.weight!);
        init.zeros_(_project.bias!);
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights =>
    [
        .. _windows.Zip(_convolutions).SelectMany(pair => (IEnumerable<KeyValuePair<string, Tensor>>)
        [
            new($"weights.conv{pair.First}.weight", pair.Second.weight!),
            new($"weights.conv{pair.First}.bias", pair.Second.bias!),
        ]),
        new("weights.project.weight", _project.weight!),
        new("weights.project.bias", _project.bias!),
    ];

    /// <summary>[B,R,T] for x [T,B,D] that is zero beyond the lengths; zero there too.</summary>
    public Tensor Forward(Tensor embedded, TokenBatch batch)
    {
        var channels = embedded.permute(1, 2, 0);
        var features = cat([.. _convolutions.Select(convolution => convolution.call(channels).relu())], 1);
        var scores = _project.call(features.transpose(1, 2)).transpose(1, 2);

        return (batch.IsFull ? scores : scores.masked_fill(Padding(batch), Scalars.NegativeInfinity)).softmax(2);
    }

    /// <summary>[B,1,T], true beyond a text's length.</summary>
    private static Tensor Padding(TokenBatch batch)
    {
        var padding = zeros(batch.Rows, 1, batch.Time, ScalarType.Bool);
        var flags = padding.bytes;
        for (int row = 0; row < batch.Rows; row++)
        {
            flags[((row * batch.Time) + batch.Lengths[row])..((row + 1) * batch.Time)].Fill(1);
        }

        return padding;
    }

    private static Conv1d Convolution(CrnnOptions options, int window)
    {
        if (window < 1 || window % 2 == 0)
        {
            throw new ArgumentException($"A window must be an odd number of tokens, not {window}.", nameof(options));
        }

        var layer = Conv1d(options.EmbeddingWidth, options.WindowChannels, window, padding: window / 2);
        init.xavier_uniform_(layer.weight!);
        init.zeros_(layer.bias!);

        return layer;
    }
}
