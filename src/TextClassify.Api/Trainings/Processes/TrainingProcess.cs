using System.ComponentModel;
using System.Diagnostics;

namespace TextClassify.Api.Trainings.Processes;

/// <summary>Runs the training program beside the service, and takes it and what it started down with the run.</summary>
internal static partial class TrainingProcess
{
    /// <returns>Its exit code.</returns>
    /// <param name="start">What is run.</param>
    /// <param name="line">Told of each line that it writes, from several threads.</param>
    /// <param name="logger">Says where its priority could not be lowered.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="Win32Exception">It can't be started.</exception>
    public static async Task<int> RunAsync(
        ProcessStartInfo start, Action<string> line, ILogger logger, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, written) => Tell(written.Data);
        process.ErrorDataReceived += (_, written) => Tell(written.Data);
        process.Start();
        try
        {
            LowerPriority(process, logger);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();

            // Its input stays open as long as this process lives: the program ends when it ends.
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        finally
        {
            await KillAsync(process);
        }

        void Tell(string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                line(text);
            }
        }
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Below the service, so that answers go before training. On Linux priorities are of threads, and those that the program starts later
    /// have that of its first one.
    /// </summary>
    private static void LowerPriority(Process process, ILogger logger)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            Log.NotLowered(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1806,
            Level = LogLevel.Warning,
            Message = "The training runs at the service's own priority, as it could not be lowered: {Reason}")]
        public static partial void NotLowered(ILogger logger, string reason);
    }
}
