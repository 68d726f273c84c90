using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Http;

/// <summary>The service as it is shipped: its own process, Kestrel on a loopback port, production settings.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly string _records;

    private ServiceProcess(Process process, int port, string records)
    {
        (_process, _records) = (process, records);
        Port = port;
    }

    public int Port { get; }

    /// <summary>The largest working set so far, in bytes.</summary>
    public long PeakWorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Processor time so far, of all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that is resident now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Over the shipped packages.</summary>
    /// <param name="solution">The working tree, built for release.</param>
    /// <param name="cancellationToken">Ends the wait for it to be ready.</param>
    /// <param name="core">Holds it on one core, by taskset.</param>
    /// <param name="folder">Other packages than the shipped ones.</param>
    /// <param name="settings">Further arguments of its command line.</param>
    /// <exception cref="DataException">It is not built, or there are no packages.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string solution, CancellationToken cancellationToken, int? core = null, string? folder = null, string[]? settings = null)
    {
        string models = folder ?? ShippedModels.Folder(solution);
        string program = Path.Combine(solution, "artifacts", "bin", "TextClassify.Api", "release", "TextClassify.Api.dll");
        if (!Directory.Exists(models) || !File.Exists(program))
        {
            throw new DataException($"The service is measured with {models} and {program}, and one of them is not there.");
        }

        int port = FreePort();
        var start = new ProcessStartInfo(core is null ? "dotnet" : "taskset")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (core is { } pinned)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(pinned.ToString(CultureInfo.InvariantCulture));
            start.ArgumentList.Add("dotnet");
        }

        string[] arguments =

            [
                program,
                "--urls",
                string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                "--Models:Directory",
                models,
                .. settings ?? [],
            ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";

        // It records, as it does where people run it, and leaves nothing behind.
        string records = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        start.Environment["TEXTCLASSIFY__MEMORY__DIRECTORY"] = records;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var service = new ServiceProcess(process, port, records);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        await service.WaitUntilReadyAsync(cancellationToken);
        return service;
    }

    /// <summary>Of all threads of some names, as Linux has them: 15 characters.</summary>
    public TimeSpan ProcessorTimeOf(string[] names)
    {
        _process.Refresh();
        var sum = TimeSpan.Zero;
        foreach (ProcessThread thread in _process.Threads)
        {
            if (File.Exists(NameOf(thread)) && names.Contains(File.ReadAllText(NameOf(thread)).Trim()))
            {
                sum += thread.TotalProcessorTime;
            }
        }

        return sum;

        string NameOf(ProcessThread thread) => string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task/{thread.Id}/comm");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        if (Directory.Exists(_records))
        {
            Directory.Delete(_records, recursive: true);
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, cancellationToken);
        }

        Dispose();
        throw new InvalidOperationException($"The service was not ready within {StartLimit.TotalSeconds} s.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
