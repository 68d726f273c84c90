using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>A[r,t]: convolutions of several widths over x, ReLU, a 1x1 projection to R rows, softmax over the tokens of a text.</summary>
/// <remarks>
/// No convolution of libtorch: on some processors with AVX-512 its oneDNN gives wrong sums and NaN where the channels going in are no
/// multiple of 16. The sum of shifted products is the one that the exported graphs compute.
/// </remarks>
internal sealed class WordWeightLayer : Module
{
    private readonly IReadOnlyList<int> _windows;
    private readonly IReadOnlyList<TapBlock> _blocks;
    private readonly ModuleList<WindowKernel> _kernels;
    private readonly Linear _project;

    public WordWeightLayer(CrnnOptions options, Generator? random)
        : base(nameof(WordWeightLayer))
    {
        _windows = options.Windows;
        _blocks = TapBlock.Of(options.Windows);
        _kernels = new([.. options.Windows.Select(window => new WindowKernel(options, window, random))]);
        _project = Linear(options.WindowChannels * options.Windows.Count, options.Aspects);
        StartWeights.Glorot(_project.weight!, random);
        init.zeros_(_project.bias!);
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights =>
    [
        .. _windows.Zip(_kernels).SelectMany(pair => (IEnumerable<KeyValuePair<string, Tensor>>)
        [
            new($"weights.conv{pair.First}.weight", pair.Second.Weight),
            new($"weights.conv{pair.First}.bias", pair.Second.Bias),
        ]),
        new("weights.project.weight", _project.weight!),
        new("weights.project.bias", _project.bias!),
    ];

    /// <summary>[B,R,T] for x [T,B,D] that is zero beyond the lengths; zero there too.</summary>
    public Tensor Forward(Tensor embedded, TokenBatch batch)
    {
        var scores = _project.call(Convolve(embedded).relu()).permute(1, 2, 0);
        return (batch.IsFull ? scores : scores.masked_fill(Padding(batch), Scalars.NegativeInfinity)).softmax(2);
    }

    /// <summary>[T,B,H windows]: one product of all taps, its columns moved by their offset and summed.</summary>
    private Tensor Convolve(Tensor embedded)
    {
        var products = embedded.matmul(cat([.. _blocks.Select(Taps)]).t());
        long channels = _kernels[0].Bias.size(0), start = 0;
        var sum = cat([.. _kernels.Select(kernel => kernel.Bias)]);
        foreach (var block in _blocks)
        {
            long width = block.Windows * channels, after = (_windows.Count - 1 - block.Last) * channels;

            // From the last dimension to the first, before and after; a negative number cuts. A text no longer than the offset has no token
            // there.
            if (Math.Abs(block.Offset) < embedded.size(0))
            {
                var moved = products.narrow(2, start, width);
                long[] by = [block.First * channels, after, 0, 0, -block.Offset, block.Offset];
                sum = sum.Plus(functional.pad(moved, by));
            }

            start += width;
        }

        return sum;
    }

    /// <summary>The columns of a block, [columns, D].</summary>
    private Tensor Taps(TapBlock block) => cat([.. Enumerable.Range(block.First, block.Windows).Select(
        i => block.TapOf(_windows[i]) is { } tap ? _kernels[i].Weight.select(2, tap) : zeros_like(_kernels[i].Weight.select(2, 0)))]);

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

    /// <summary>The taps of one window, [H,D,w] and [H].</summary>
    private sealed class WindowKernel : Module
    {
        private readonly Parameter _weight;
        private readonly Parameter _bias;

        public WindowKernel(CrnnOptions options, int window, Generator? random)
            : base(nameof(WindowKernel))
        {
            if (window < 1 || window % 2 == 0)
            {
                throw new ArgumentException($"A window must be an odd number of tokens, not {window}.", nameof(options));
            }

            _weight = new Parameter(empty(options.WindowChannels, options.EmbeddingWidth, window));
            _bias = new Parameter(zeros(options.WindowChannels));
            StartWeights.Glorot(_weight, random);
            RegisterComponents();
        }

        public Tensor Weight => _weight;

        public Tensor Bias => _bias;
    }
}
