using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TextClassify.Benchmarks.Http;

/// <summary>The service as it is shipped: its own process, Kestrel on a loopback port, production settings.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServiceProcess(Process process, int port)
    {
        _process = process;
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

    public static async Task<ServiceProcess> StartAsync(string program, string models, CancellationToken cancellationToken)
    {
        int port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            [program, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), "--Models:Directory", models];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var service = new ServiceProcess(process, port);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        await service.WaitUntilReadyAsync(cancellationToken);
        return service;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
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
