using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Measuring;

/// <summary>The peak working set of one runtime alone: a process for each, because one holds the other's pages too.</summary>
internal static class PeakMemory
{
    public const string Command = "peak-memory";
    public const string Onnx = "onnx";
    public const string Torch = "torch";

    public const string GradientsOnnx = "onnx-gradients";
    public const string GradientsTorch = "torch-gradients";

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
}
