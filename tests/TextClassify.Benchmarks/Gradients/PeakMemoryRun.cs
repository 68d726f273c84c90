using System.Globalization;
using System.Text.Json;
using TextClassify.Benchmarks.Forward;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>What the process of <see cref="PeakMemory"/> does.</summary>
internal static class PeakMemoryRun
{
    private const int Runs = 20;

    /// <summary>Takes what <see cref="PeakMemory.OfAsync"/> gives and writes the figure to standard output.</summary>
    public static void Run(string[] arguments)
    {
        string folder = arguments[1];
        var options = JsonSerializer.Deserialize<CrnnOptions>(arguments[2])!;
        int[] numbers = [.. arguments[3..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var (threads, batch, length) = (numbers[0], numbers[1], numbers[2]);
        switch (arguments[0])
        {
            case PeakMemory.Onnx:
                using (var runner = new OnnxRunner(folder, options, threads))
                {
                    var rows = SampleNet.Rows(batch, length);
                    Repeat(() => runner.Run(rows));
                }

                break;
            case PeakMemory.Torch:
                using (var runner = new TorchRunner(folder, options, threads))
                {
                    var rows = SampleNet.Rows(batch, length);
                    Repeat(() => runner.Run(rows));
                }

                break;
            case PeakMemory.GradientsOnnx:
                using (var runner = new OnnxGradients(folder, options, threads))
                {
                    var points = GradientPoints.Of(options.EmbeddingWidth, length, batch);
                    float[] gradients = new float[points.Embeddings.Length];
                    Repeat(() => runner.Run(points, gradients));
                }

                break;
            default:
                using (var runner = new TorchGradients(folder, options, threads))
                {
                    var points = GradientPoints.Of(options.EmbeddingWidth, length, batch);
                    float[] gradients = new float[points.Embeddings.Length];
                    Repeat(() => runner.Run(points, gradients));
                }

                break;
        }

        Console.Write((Machine.PeakWorkingSet() / (1024.0 * 1024)).ToString(CultureInfo.InvariantCulture));
    }

    private static void Repeat(Action run)
    {
        for (int i = 0; i < Runs; i++)
        {
            run();
        }
    }
}
