using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TextClassify.Infrastructure;

/// <summary>The service as people start it: a process of its own with arguments, environment and exit code.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public ServiceProcess(string[] arguments, string? workingFolder = null, params (string Name, string Value)[] environment)
        : this(FreePort(), arguments, workingFolder, environment)
    {
    }

    public ServiceProcess(int port, string[] arguments, string? workingFolder = null, params (string Name, string Value)[] environment)
        : this(["dotnet"], port, arguments, workingFolder, environment)
    {
    }

    private ServiceProcess(string[] program, int port, string[] arguments, string? workingFolder, (string Name, string Value)[] environment)
    {
        Port = port;
        var start = new ProcessStartInfo(
            program[0], [.. program[1..], "exec", Path.Combine(AppContext.BaseDirectory, "TextClassify.Api.dll"), .. arguments])
        {
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // Beside other programs a lower share makes whoever explains wait long for each of its runs.
        start.Environment["TEXTCLASSIFY__INFERENCE__BULKSHARE"] = "0.5";

        // A test that asks for a record names a folder for it.
        start.Environment["TEXTCLASSIFY__MEMORY__LEVEL"] = "Off";
        start.Environment["TEXTCLASSIFY__URLS"] = $"http://127.0.0.1:{Port}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    /// <summary>The same, with its standard output going to a file, or to a named pipe: opened for reading as well, a pipe that nobody
    /// reads opens.</summary>
    public static ServiceProcess WritingTo(string file, string[] arguments) =>
        new(["sh", "-c", $"exec dotnet \"$@\" 1<> {file}", "sh"], FreePort(), arguments, workingFolder: null, []);

    public int Port { get; }

    public HttpClient Http { get; }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int Id => _process.Id;

    /// <summary>Most memory the process ever held, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Memory it holds now, in bytes.</summary>
    public long ResidentMemory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Waits until it is ready; fails with what it wrote when it ended before.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            Assert.False(_process.HasExited, Output + Errors);
            try
            {
                using var answer = await Http.GetAsync("/health/ready", patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, patience.Token);
        }
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, as a container's stop sends it.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString().Trim();
        }
    }
}
