using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TextClassify.Benchmarks;
using TextClassify.Benchmarks.Gradients;
using TextClassify.Benchmarks.Load;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Benchmarks.Nodes;
using TextClassify.Benchmarks.Recorded;
using TextClassify.Training.Data;

const string Usage = """
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- report          measures all and writes docs/benchmarks.md
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- forward|evidence|gradients|maps|http  a quick look at one part; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- providers       each execution provider of this build: same answers, texts a second, cost of a run
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- maps STATES     a map of so many states, and placing in it; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- language [PACKAGE]  the language model: both runtimes, and characters a second; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- load [SECONDS]  the service on one core under load from another; writes its section of docs/benchmarks.md
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- saturation [SECONDS]  most answers a second of the service on one core, a line; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- soak [MINUTES]  the service at 70 % load, every answer compared; fails when one is wrong or memory grows
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- swap [SWAPS]    versions of a shipped model are swapped under load; fails when a request fails or memory grows
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- fairness [SECONDS]  one caller beside eight with the dearest requests; fails when it feels them too much
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- nodes MODELS/MODEL [CASES]  a process for each source over a broker beside one process; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- node-faults MODELS/MODEL [ROUNDS]  all of them and the broker killed, hung and started under load; fails when an answer is wrong or missing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- certificates [N]         integrated gradients of every Nth development text (default: all)
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- memory FOLDER [N]  fills an empty folder with N predictions (10,000,000) and asks about them; writes nothing else
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- recording [SECONDS [DATABASE]]  what each level of memory costs at saturation, by turns; writes nothing
    dotnet run -c Release --project tests/TextClassify.Benchmarks -- micro [...]     BenchmarkDotNet on the hot methods, with its own options
    """;

switch (args)
{
    case [PeakMemory.Command, .. var run]:
        PeakMemoryRun.Run(run);
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

    case ["language"]:
        return await MeasureAsync("language");

    case ["language", var package]:
        return await MeasureAsync("language", package: package);

    case ["load"]:
        return await MeasureAsync("load", 10);

    case ["load", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int seconds) && seconds > 0:
        return await MeasureAsync("load", seconds);

    case ["saturation"]:
        return await MeasureAsync("saturation", 10);

    case ["saturation", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int seconds) && seconds > 0:
        return await MeasureAsync("saturation", seconds);

    case ["soak"]:
        return await MeasureAsync("soak", 10);

    case ["soak", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int minutes) && minutes > 0:
        return await MeasureAsync("soak", minutes);

    case ["swap"]:
        return await MeasureAsync("swap", 100);

    case ["swap", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int swaps) && swaps > 0:
        return await MeasureAsync("swap", swaps);

    case ["fairness"]:
        return await MeasureAsync("fairness", 2);

    case ["fairness", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int seconds) && seconds > 0:
        return await MeasureAsync("fairness", seconds);

    case ["nodes" or "node-faults", var folder]:
        return await MeasureAsync(args[0], args[0] == "nodes" ? 2_000 : 1, folder);

    case ["nodes" or "node-faults", var folder, var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int n) && n > 0:
        return await MeasureAsync(args[0], n, folder);

    case ["maps", var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int states) && states > 0:
        return await MeasureAsync("maps", states);

    case ["memory", var folder]:
        return await MeasureAsync("memory", 10_000_000, folder);

    case ["memory", var folder, var given] when int.TryParse(given, CultureInfo.InvariantCulture, out int predictions) && predictions > 0:
        return await MeasureAsync("memory", predictions, folder);

    case ["recording"]:
        return await MeasureAsync("recording", 30);

    case ["recording", var given, .. var database]
        when database.Length < 2 && int.TryParse(given, CultureInfo.InvariantCulture, out int seconds) && seconds > 0:
        return await MeasureAsync("recording", seconds, database is [var named] ? named : null);

    case ["maps"]:
        return await MeasureAsync("maps", 5_000);

    case ["report" or "providers" or "evidence" or "forward" or "gradients" or "http"]:
        return await MeasureAsync(args[0]);

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static async Task<int> MeasureAsync(string part, int count = 1, string? package = null)
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
            "evidence" => Task.FromResult(RuntimeSections.Evidence(solution, quick: true)),
            "forward" => RuntimeSections.ForwardAsync(solution, quick: true, stop.Token),
            "providers" => Task.FromResult(RuntimeSections.Providers(solution, quick: true)),
            "gradients" => RuntimeSections.GradientsAsync(solution, quick: true, stop.Token),
            "certificates" => RuntimeSections.CertificatesAsync(solution, count, stop.Token),
            "language" => RuntimeSections.LanguageAsync(solution, package, quick: true, stop.Token),
            "maps" => Task.FromResult(Report.Maps(count, TimeSpan.FromSeconds(2), stop.Token)),
            "memory" => StoreQuestions.RunAsync(solution, Path.GetFullPath(package!), count, stop.Token),
            "nodes" => NodeCosts.RunAsync(solution, package!, count, stop.Token),
            "node-faults" => NodeFaults.RunAsync(solution, package!, count, stop.Token),
            "recording" => RecordingCost.RunAsync(solution, TimeSpan.FromSeconds(count), package, stop.Token),
            "load" => LoadAsync(solution, TimeSpan.FromSeconds(count), stop.Token),
            "saturation" => ServiceSections.SaturationAsync(solution, TimeSpan.FromSeconds(count), stop.Token),
            "soak" => ServiceSections.SoakAsync(solution, TimeSpan.FromMinutes(count), stop.Token),
            "swap" => Swaps.RunAsync(solution, count, stop.Token),
            "fairness" => FairnessAsync(solution, TimeSpan.FromSeconds(count), stop.Token),
            "http" => ServiceSections.ServiceAsync(solution, quick: true, stop.Token),
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

static async Task<string> LoadAsync(string solution, TimeSpan part, CancellationToken cancellationToken) => await Report.WriteSectionAsync(
    solution, LoadReport.Heading, await ServiceSections.LoadAsync(solution, part, cancellationToken), cancellationToken);

static async Task<string> FairnessAsync(string solution, TimeSpan part, CancellationToken cancellationToken) =>
    await Report.WriteSectionAsync(
    solution, Fairness.Heading, await Fairness.RunAsync(solution, part, cancellationToken), cancellationToken);
