using System.Globalization;
using System.Numerics.Tensors;
using TextClassify.Benchmarks.Forward;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>The gradients of one integral, in ONNX Runtime and by libtorch's autograd by turns.</summary>
internal static class GradientComparison
{
    // Eight nodes and the two ends of the path: what the adaptive default asks for first.
    private const int Points = 10;
    private const float Tolerance = 1e-4f;

    private static readonly int[] Lengths = [20, 200];

    public static async Task<string> MeasureAsync(CrnnOptions options, int threads, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var sample = SampleNet.Create(options);
        using var onnx = new OnnxGradients(sample.Folder, options, threads);
        using var torch = new TorchGradients(sample.Folder, options, threads);
        TorchRunner.SetThreads(threads);

        var table = new MarkdownTable("points", "tokens", "ONNX ms", "autograd ms", "ratio", "ONNX peak MiB", "libtorch peak MiB");
        foreach (int length in Lengths)
        {
            var points = GradientPoints.Of(options.EmbeddingWidth, length, Points);
            float[] left = new float[points.Embeddings.Length], right = new float[left.Length];
            onnx.Run(points, left);
            torch.Run(points, right);
            ThrowIfDifferent(left, right);
            var samples = Samples.Interleave(
                warmUp: 5, least: 15, budget, () => onnx.Run(points, left), () => torch.Run(points, right));

            table.Add(
                Text(Points, "F0"),
                Text(length, "F0"),
                Text(samples[0].Median, "F2"),
                Text(samples[1].Median, "F2"),
                Text(samples[1].Median / samples[0].Median, "F2") + "x",
                Text(
                    await PeakMemory.OfAsync(PeakMemory.GradientsOnnx, sample.Folder, options, threads, Points, length, cancellationToken),
                    "F0"),
                Text(
                    await PeakMemory.OfAsync(PeakMemory.GradientsTorch, sample.Folder, options, threads, Points, length, cancellationToken),
                    "F0"));
        }

        return table.ToString();
    }

    /// <summary>A race to two different results would say nothing.</summary>
    private static void ThrowIfDifferent(float[] onnx, float[] torch)
    {
        float apart = TensorPrimitives.Distance<float>(onnx, torch), norm = TensorPrimitives.Norm<float>(torch);
        if (!(apart <= Tolerance * norm))
        {
            throw new InvalidOperationException($"The gradients of ONNX Runtime are {apart} away from autograd's, whose norm is {norm}.");
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
