using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TextClassify.Benchmarks;
using TextClassify.Benchmarks.Forward;
using TextClassify.Training.Data;

const string Usage = """
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- report          measures all and writes docs/benchmarks.md
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- forward|gradients|http    a quick look at one part; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- certificates [N]         integrated gradients of every Nth development text (default: all)
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- micro [...]     BenchmarkDotNet on the hot methods, with its own options
    """;

switch (args)
{
    case [PeakMemory.Command, .. var run]:
        PeakMemory.Run(run);
        return 0;

    case ["micro", .. var options]:
        // In this process: the project that BenchmarkDotNet would generate does not find a build that puts its output below artifacts/.
        var inProcess = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Report).Assembly).Run(options, inProcess);
        return 0;

    case ["certificates"]:
        return await MeasureAsync("certificates");

    case ["certificates", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int every) && every > 0:
        return await MeasureAsync("certificates", every);

    case ["report" or "forward" or "gradients" or "http"]:
        return await MeasureAsync(args[0]);

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static async Task<int> MeasureAsync(string part, int every = 1)
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, press) =>
    {
        press.Cancel = true;
        stop.Cancel();
    };

    try
    {
        string solution = DataFolder.SolutionFolder(AppContext.BaseDirectory) ?? throw new DataException("Run it from the working tree.");
        Console.Write(await (part switch
        {
            "forward" => Report.ForwardAsync(solution, quick: true, stop.Token),
            "gradients" => Report.GradientsAsync(solution, quick: true, stop.Token),
            "certificates" => Report.CertificatesAsync(solution, every, stop.Token),
            "http" => Report.ServiceAsync(solution, quick: true, stop.Token),
            _ => Report.WriteAsync(solution, stop.Token),
        }));

        return 0;
    }
    catch (DataException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
