using System.Diagnostics;
using TextClassify.Infrastructure;

namespace TextClassify.OwnData;

/// <summary>The training tool as people start it.</summary>
internal static class TrainingProcess
{
    /// <summary>Runs it in a folder and gives its exit code and all it wrote.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        // The tests and the tool are built with one configuration, whose name is the last part of both folders.
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Combine(
            Repository.Folder, "artifacts", "bin", "TextClassify.Training", configuration, "TextClassify.Training.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        return (process.ExitCode, await output + await errors);
    }
}
