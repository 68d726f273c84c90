using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>Tokens a second of the forward graph, and of the same net in libtorch eager by turns with it.</summary>
internal static class ForwardComparison
{
    private static readonly int[] Batches = [1, 8, 32];
    private static readonly int[] Lengths = [10, 40, 200];

    public static async Task<string> MeasureAsync(CrnnOptions options, int threads, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var sample = SampleNet.Create(options);
        using var onnx = new OnnxRunner(sample.Folder, options, threads);
        using var torch = new TorchRunner(sample.Folder, options, threads);
        TorchRunner.SetThreads(threads);

        var table = new MarkdownTable(
            "batch", "tokens", "ONNX ms", "tokens/s", "libtorch ms", "tokens/s", "ratio", "ONNX peak MiB", "libtorch peak MiB");
        foreach (int batch in Batches)
        {
            foreach (int length in Lengths)
            {
                var rows = SampleNet.Rows(batch, length);
                ThrowIfDifferent(onnx.Run(rows), torch.Run(rows));
                var samples = Samples.Interleave(
                    warmUp: 5,
                    least: 15,
                    budget,
                    () => onnx.Run(rows),
                    () => torch.Run(rows));

                double onnxPeak = await PeakMemory.OfAsync(
                    PeakMemory.Onnx, sample.Folder, options, threads, batch, length, cancellationToken);
                double torchPeak = await PeakMemory.OfAsync(
                    PeakMemory.Torch, sample.Folder, options, threads, batch, length, cancellationToken);
                int tokens = batch * length;
                table.Add(
                    Text(batch, "F0"),
                    Text(length, "F0"),
                    Text(samples[0].Median, "F3"),
                    Text(tokens / samples[0].Median * 1_000, "N0"),
                    Text(samples[1].Median, "F3"),
                    Text(tokens / samples[1].Median * 1_000, "N0"),
                    Text(samples[1].Median / samples[0].Median, "F2") + "x",
                    Text(onnxPeak, "F0"),
                    Text(torchPeak, "F0"));
            }
        }

        return table.ToString();
    }

    /// <summary>A race between two different nets would say nothing.</summary>
    private static void ThrowIfDifferent(float[][] onnx, float[][] torch)
    {
        for (int row = 0; row < onnx.Length; row++)
        {
            for (int label = 0; label < onnx[row].Length; label++)
            {
                if (!(Math.Abs(onnx[row][label] - torch[row][label]) <= 1e-4f))
                {
                    throw new InvalidOperationException(
                        $"Row {row}: {onnx[row][label]} on ONNX Runtime is {torch[row][label]} in libtorch.");
                }
            }
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
