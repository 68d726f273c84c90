using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Checking;
using TextClassify.Training.Loops;

namespace TextClassify.Training.Commands;

/// <summary>A progress bar on a terminal; elsewhere a plain line an evaluation, and one every ten seconds between them.</summary>
internal sealed class TrainingDisplay
{
    // Often enough to see that it goes on, seldom enough for a log.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private readonly ProgressTask? _task;
    private long _told;

    private TrainingDisplay(IAnsiConsole console, TimeProvider time, ProgressTask? task)
    {
        (_console, _time, _task) = (console, time, task);
        _told = time.GetTimestamp();
    }

    public static T Run<T>(IAnsiConsole console, TimeProvider time, Func<TrainingDisplay, T> train)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return train(new TrainingDisplay(console, time, null));
        }

        return console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => train(new TrainingDisplay(console, time, context.AddTask("training"))));
    }

    public void Report(TrainingProgress progress)
    {
        if (_task is not null)
        {
            _task.MaxValue = progress.TokensTotal;
            _task.Value = progress.TokensDone;
            _task.Description = Format(progress);
        }
        else if (_time.GetElapsedTime(_told) >= Interval)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"  {(double)progress.TokensDone / progress.TokensTotal:P0}: {Format(progress)}"));
        }
    }

    public void Report(TrainingLogLine line) => Tell(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, accuracy {line.DevAccuracy:P2}{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s"));

    public void Report(StepCheckReport check) => Report(_console, check);

    public static void Report(IAnsiConsole console, StepCheckReport check) => console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"One step checked against double precision in {check.Elapsed.TotalMilliseconds:F0} ms; largest error {check.Error:0E-0} of a value's size ({check.Where})."));

    public void Report(TrainingState state) => _console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"Resumed after epoch {state.Epoch}, best accuracy so far {state.BestAccuracy:P2}."));

    private static string Format(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}/{progress.Epochs}, loss {progress.Loss:F3}, {progress.TokensPerSecond / 1_000:F1}k tokens/s, {progress.Remaining:mm\\:ss} left");

    private void Tell(string line)
    {
        _console.WriteLine(line);
        _told = _time.GetTimestamp();
    }
}
