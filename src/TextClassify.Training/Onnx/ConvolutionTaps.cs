using TextClassify.Training.Nets;

namespace TextClassify.Training.Onnx;

/// <summary>The kernels of all windows as columns of one matrix, grouped by how far a tap looks from its token.</summary>
/// <param name="InputWidth">D.</param>
/// <param name="Channels">H times the number of windows.</param>
/// <param name="Kernel">[D, columns], row-major.</param>
/// <param name="Bias">[channels].</param>
/// <param name="Blocks">Groups of columns, in their order.</param>
internal sealed record ConvolutionTaps(
    int InputWidth, int Channels, float[] Kernel, float[] Bias, IReadOnlyList<ConvolutionTaps.Block> Blocks)
{
    public int Columns => Blocks.Sum(block => block.Width);

    public static ConvolutionTaps Of(WeightTable weights, IReadOnlyList<int> windows)
    {
        Weight[] kernels = [.. windows.Select(window => weights[$"weights.conv{window}.weight"])];
        int channels = kernels[0].Shape[0], width = kernels[0].Shape[1], reach = windows.Max() / 2;
        var blocks = new List<Block>();
        var columns = new List<(float[] Kernel, int Row, int Tap, int Window)>();

        for (int offset = -reach; offset <= reach; offset++)
        {
            // A block spans the windows from the first to the last that reach so far; one between that does not gives zeros.
            int[] reached = [.. Enumerable.Range(0, windows.Count).Where(i => windows[i] / 2 >= Math.Abs(offset))];
            int first = reached[0], last = reached[^1];
            blocks.Add(new Block(offset, first * channels, (last - first + 1) * channels));
            for (int i = first; i <= last; i++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    columns.Add((kernels[i].Values, channel, offset + (windows[i] / 2), windows[i]));
                }
            }
        }

        float[] values = new float[width * columns.Count];
        for (int column = 0; column < columns.Count; column++)
        {
            var (kernel, channel, tap, window) = columns[column];
            for (int unit = 0; unit < width && tap >= 0 && tap < window; unit++)
            {
                values[(unit * columns.Count) + column] = kernel[(((channel * width) + unit) * window) + tap];
            }
        }

        float[] bias = [.. windows.SelectMany(window => weights[$"weights.conv{window}.bias"].Values)];
        return new ConvolutionTaps(width, channels * windows.Count, values, bias, blocks);
    }

    /// <param name="Offset">Tokens from the window's centre; negative looks back.</param>
    /// <param name="Start">First channel.</param>
    /// <param name="Width">Channels.</param>
    internal readonly record struct Block(int Offset, int Start, int Width);
}
