using TextClassify.Training.Loops;

namespace TextClassify.Training.Kinds;

/// <summary>A prepared run with the words for what is told of it.</summary>
internal sealed class Runner<TOptions, TLine, TReport>(IPreparedRun<TOptions, TLine, TReport> prepared) : IRunner
    where TOptions : IRunOptions
    where TLine : ILogLine
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>An evaluation in words.</summary>
    public required Func<TLine, TrainingProgress, string> Line { get; init; }

    /// <summary>What was reached and where it was written to, a sentence each.</summary>
    public required Func<TReport, string, IEnumerable<string>> Report { get; init; }

    public IReadOnlyList<string> Train(
        RunFolder folder, TrainingWatch<string> watch, TimeProvider time, CancellationToken cancellationToken)
    {
        var typed = new TrainingWatch<TLine>
        {
            CheckpointInterval = watch.CheckpointInterval,
            OnProgress = watch.OnProgress,
            OnCut = watch.OnCut,
            OnLine = (line, progress) => watch.OnLine?.Invoke(Line(line, progress), progress),
            OnCheck = watch.OnCheck,
            OnResume = watch.OnResume,
        };
        return [.. Report(TrainingRun.Execute(prepared, folder, typed, time, cancellationToken), folder.Path)];
    }
}
