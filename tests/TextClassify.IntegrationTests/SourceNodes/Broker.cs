using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using TextClassify.Infrastructure;

namespace TextClassify.SourceNodes;

/// <summary>A real nats-server, which can be killed and started again on its port.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string[] _arguments;
    private readonly (string Name, string Value)[] _environment;
    private Process _process;

    private Broker(int port, string[] arguments, (string Name, string Value)[] environment)
    {
        (Port, _arguments, _environment) = (port, ["-a", "127.0.0.1", "-p", $"{port}", .. arguments], environment);
        _process = Begin();
    }

    public int Port { get; }

    public string Url => $"nats://127.0.0.1:{Port}";

    public static async Task<Broker> StartAsync(string[]? arguments = null, params (string Name, string Value)[] environment)
    {
        var broker = new Broker(ServiceProcess.FreePort(), arguments ?? [], environment);
        await broker.ListensAsync();
        return broker;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
    }

    public Task StartAgainAsync()
    {
        _process = Begin();
        return ListensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private Process Begin()
    {
        var start = new ProcessStartInfo(Program, _arguments) { RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return Run(start);
    }

    /// <summary>Checks a configuration.</summary>
    public static async Task<(int Code, string Errors)> CheckAsync(string file, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Program, ["-t", "-c", file]) { RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Run(start);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }

    private static string Program => File.Exists("/usr/sbin/nats-server") ? "/usr/sbin/nats-server" : "nats-server";

    private static Process Run(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start)!;
            return process;
        }
        catch (Win32Exception)
        {
            Assert.Skip("nats-server is not installed; it is in Debian's package of that name.");
            throw;
        }
    }

    private async Task ListensAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            Assert.False(_process.HasExited);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }
}
