using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TextClassify.Benchmarks.Gradients;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>The peak working set of one runtime alone: a process for each, because one holds the other's pages too.</summary>
internal static class PeakMemory
{
    public const string Command = "peak-memory";
    public const string Onnx = "onnx";
    public const string Torch = "torch";

    public const string GradientsOnnx = "onnx-gradients";
    public const string GradientsTorch = "torch-gradients";

    private const int Runs = 20;

    /// <summary>MiB, the .NET runtime's share included.</summary>
    public static async Task<double> OfAsync(
        string runtime, string folder, CrnnOptions options, int threads, int batch, int length, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            typeof(PeakMemory).Assembly.Location, Command, runtime, folder, JsonSerializer.Serialize(options),
            .. new[] { threads, batch, length }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The memory run of {runtime} ended with {process.ExitCode}.");
    }

    /// <summary>What the process does: arguments as above, the figure on standard output.</summary>
    public static void Run(string[] arguments)
    {
        string folder = arguments[1];
        var options = JsonSerializer.Deserialize<CrnnOptions>(arguments[2])!;
        int[] numbers = [.. arguments[3..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var (threads, batch, length) = (numbers[0], numbers[1], numbers[2]);
        switch (arguments[0])
        {
            case Onnx:
                using (var runner = new OnnxRunner(folder, options, threads))
                {
                    var rows = SampleNet.Rows(batch, length);
                    Repeat(() => runner.Run(rows));
                }

                break;
            case Torch:
                using (var runner = new TorchRunner(folder, options, threads))
                {
                    var rows = SampleNet.Rows(batch, length);
                    Repeat(() => runner.Run(rows));
                }

                break;
            case GradientsOnnx:
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
