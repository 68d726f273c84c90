using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Nodes;

/// <summary>A broker or a node: a process that is measured, killed, hung and let go on.</summary>
internal sealed class NodeProgram : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string?> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _line.TrySetResult(line.Data);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
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

    /// <exception cref="DataException">There is no such program.</exception>
    public static NodeProgram Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return new NodeProgram(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new DataException($"{program} is not installed.");
        }
    }

    /// <summary>Waits for its first line.</summary>
    /// <exception cref="DataException">It ended without one.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        if (await _line.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken) is null)
        {
            throw new DataException("A node ended before it answered.");
        }
    }

    /// <summary>Sends KILL, STOP or CONT.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        if (signal == "KILL")
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
