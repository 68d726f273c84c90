using Spectre.Console;
using TextClassify.Training.Checking;
using TextClassify.Training.Loops;

namespace TextClassify.Training.Terminal;

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

    public static T Run<T>(IAnsiConsole console, TimeProvider time, bool showsProgress, Func<TrainingWatch<string>, T> train)
    {
        if (!showsProgress || console.Profile.Capabilities is not { Interactive: true, Ansi: true })
        {
            return train(new TrainingDisplay(console, time, null).Watch(showsProgress));
        }

        return console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => train(new TrainingDisplay(console, time, context.AddTask("training")).Watch(showsProgress)));
    }

    private TrainingWatch<string> Watch(bool showsProgress) => new()
    {
        OnProgress = showsProgress ? Report : null,
        OnLine = (line, _) => Tell(line),
        OnCheck = Report,
        OnResume = Report,
        OnCut = (done, planned) => Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{done:N0} of {planned:N0} steps fit into the time; the learning rate has fallen over those, and their weights are kept.")),
    };

    private void Report(TrainingProgress progress)
    {
        if (_task is not null)
        {
            _task.MaxValue = progress.TokensTotal;
            _task.Value = progress.TokensDone;
            _task.Description = Format(progress);
        }
        else if (_time.GetElapsedTime(_told) >= Interval)
        {
            double share = (double)progress.TokensDone / progress.TokensTotal;
            Tell(string.Create(CultureInfo.InvariantCulture, $"  {share:P0}: {Format(progress)}"));
        }
    }

    private void Report(StepCheckReport check) => _console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"One step checked against double precision in {check.Elapsed.TotalMilliseconds:F0} ms; "
        + $"largest error {check.Error:0E-0} of a value's size ({check.Where})."));

    private void Report(TrainingState state) => _console.WriteLine(state.BestEpoch > 0
        ? string.Create(
            CultureInfo.InvariantCulture, $"Resumed after epoch {state.Epoch}, best accuracy so far {state.BestAccuracy:P2}.")
        : string.Create(CultureInfo.InvariantCulture, $"Resumed after step {state.Step}."));

    private static string Format(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}/{progress.Epochs}, loss {progress.Loss:F3}, {progress.TokensPerSecond / 1_000:F1}k tokens/s, "
        + $"{(int)progress.Remaining.TotalHours:00}{progress.Remaining:\\:mm\\:ss} left");

    private void Tell(string line)
    {
        _console.WriteLine(line);
        _told = _time.GetTimestamp();
    }
}
