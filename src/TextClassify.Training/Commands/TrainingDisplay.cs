using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Checking;
using TextClassify.Training.Loops;

namespace TextClassify.Training.Commands;

/// <summary>A progress bar on a terminal; one plain line an evaluation elsewhere.</summary>
internal sealed class TrainingDisplay
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask? _task;

    private TrainingDisplay(IAnsiConsole console, ProgressTask? task) => (_console, _task) = (console, task);

    public static T Run<T>(IAnsiConsole console, Func<TrainingDisplay, T> train)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return train(new TrainingDisplay(console, null));
        }

        return console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => train(new TrainingDisplay(console, context.AddTask("training"))));
    }

    public void Report(TrainingProgress progress)
    {
        if (_task is not null)
        {
            _task.MaxValue = progress.TokensTotal;
            _task.Value = progress.TokensDone;
            _task.Description = string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {progress.Epoch}/{progress.Epochs}, loss {progress.Loss:F3}, {progress.TokensPerSecond / 1_000:F1}k tokens/s, {progress.Remaining:mm\\:ss} left");
        }
    }

    public void Report(TrainingLogLine line) => _console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, accuracy {line.DevAccuracy:P2}{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s"));

    public void Report(StepCheckReport check) => Report(_console, check);

    public static void Report(IAnsiConsole console, StepCheckReport check) => console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"One step checked against double precision in {check.Elapsed.TotalMilliseconds:F0} ms; largest error {check.Error:0E-0} of a value's size ({check.Where})."));

    public void Report(TrainingState state) => _console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"Resumed after epoch {state.Epoch}, best accuracy so far {state.BestAccuracy:P2}."));
}
