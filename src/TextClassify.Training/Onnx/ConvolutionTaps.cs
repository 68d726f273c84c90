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
        int channels = kernels[0].Shape[0], width = kernels[0].Shape[1];
        var blocks = TapBlock.Of(windows);
        int columns = blocks.Sum(block => block.Windows) * channels;
        float[] values = new float[width * columns];
        int column = 0;
        foreach (var block in blocks)
        {
            for (int i = block.First; i <= block.Last; i++)
            {
                for (int channel = 0; channel < channels; channel++, column++)
                {
                    for (int unit = 0; unit < width && block.TapOf(windows[i]) is { } tap; unit++)
                    {
                        values[(unit * columns) + column] = kernels[i].Values[(((channel * width) + unit) * windows[i]) + tap];
                    }
                }
            }
        }

        float[] bias = [.. windows.SelectMany(window => weights[$"weights.conv{window}.bias"].Values)];
        return new ConvolutionTaps(
            width,
            channels * windows.Count,
            values,
            bias,
            [.. blocks.Select(block => new Block(block.Offset, block.First * channels, block.Windows * channels))]);
    }

    /// <param name="Offset">Tokens from the window's centre; negative looks back.</param>
    /// <param name="Start">First channel.</param>
    /// <param name="Width">Channels.</param>
    internal readonly record struct Block(int Offset, int Start, int Width);
}
