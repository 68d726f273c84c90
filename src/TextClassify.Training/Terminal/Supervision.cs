using System.CommandLine;

namespace TextClassify.Training.Terminal;

/// <summary>What a program that starts a training asks of it: to say where it stands, and to end when that program does.</summary>
internal static class Supervision
{
    public static readonly Option<string?> Progress = CommonOptions.Optional(
        "--progress-json", "For programs: write where the run stands to FILE, a JSON object a line.", "FILE");

    public static readonly Option<bool> EndsWithInput = new("--end-with-input")
    {
        Description = "For programs: stop when standard input ends, as it does when the program that started this one is gone.",
    };

    // The shell's code for a program that was stopped.
    private const int Interrupted = 130;

    /// <summary>What the user can mend stands in the progress file too.</summary>
    public static async Task RunAsync(ParseResult parsed, Func<ProgressFile, Task> work)
    {
        if (parsed.GetValue(EndsWithInput))
        {
            new Thread(ExitWithInput) { IsBackground = true }.Start();
        }

        var progress = new ProgressFile(parsed.GetValue(Progress), TimeProvider.System);
        progress.Begin();
        try
        {
            await work(progress);
        }
        catch (Exception exception) when (UserFault.Sentence(exception) is { } sentence)
        {
            progress.Tell(new ProgressLine { Error = sentence });
            throw;
        }
    }

    /// <summary>At once, wherever the run is: nobody is there for whom it could tidy up, and its checkpoint stands.</summary>
    private static void ExitWithInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // What is written there says nothing.
        }

        Environment.Exit(Interrupted);
    }
}
