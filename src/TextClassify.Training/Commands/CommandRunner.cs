using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Native;

namespace TextClassify.Training.Commands;

/// <summary>Turns what a user can mend into one sentence and exit code 1. Anything else is a bug and keeps its stack trace.</summary>
internal static class CommandRunner
{
    // The shell's code for a program that Ctrl+C stopped.
    private const int Interrupted = 130;

    public static void SetAction(Command command, Func<ParseResult, IAnsiConsole, CancellationToken, Task> action) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, AnsiConsole.Console, action, cancellationToken));

    private static async Task<int> RunAsync(
        ParseResult parsed, IAnsiConsole console, Func<ParseResult, IAnsiConsole, CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action(parsed, console, cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is DataException or TorchUnavailableException or TrainingDivergedException)
        {
            console.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return 1;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            console.MarkupLineInterpolated($"[red]The output can't be written: {exception.Message}[/]");
            return 1;
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped; the same command resumes from the last checkpoint.");
            return Interrupted;
        }
    }
}
