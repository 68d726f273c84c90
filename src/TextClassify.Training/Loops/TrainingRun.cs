using TextClassify.Training.Checking;
using TextClassify.Training.Steps;
using TorchSharp;

namespace TextClassify.Training.Loops;

/// <summary>From what is prepared to a finished run folder; killed, the same run goes on from its last checkpoint.</summary>
internal static class TrainingRun
{
    /// <summary>Trains into the folder, or gives its report when the run is already done.</summary>
    /// <exception cref="DataException">The folder holds another run.</exception>
    /// <exception cref="StepFaultException">This machine computes the net wrongly.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public static TReport Execute<TOptions, TLine, TReport>(
        IPreparedRun<TOptions, TLine, TReport> prepared,
        RunFolder folder,
        TrainingWatch<TLine> watch,
        TimeProvider time,
        CancellationToken cancellationToken)
        where TOptions : IRunOptions
        where TLine : ILogLine
    {
        var options = prepared.Options;
        if (folder.IsDone)
        {
            return folder.IsOf(options)
                ? folder.ReadReport<TReport>()
                : throw new DataException(
                    $"{folder.Path} holds a finished run of other data, options, seed or threads; choose another --out.");
        }

        var checkpoint = folder.ReadCheckpoint(options);
        folder.Start(options, prepared.WriteVocabulary);
        var log = new LineFile<TLine>(folder.LogFile);
        log.Keep(line => line.IsWithin(checkpoint?.State ?? new()));

        using var random = new torch.Generator((ulong)options.Seed, torch.CPU);
        using var trainee = prepared.Begin(random);
        var interval = watch.CheckpointInterval ?? trainee.Plan.CheckpointInterval;
        long written = time.GetTimestamp();
        var loop = new TrainingLoop<TLine, TReport>(trainee, random, options.Seed, time)
        {
            OnProgress = watch.OnProgress,
            OnCut = watch.OnCut,
            OnLine = (line, progress) =>
            {
                log.Append(line);
                watch.OnLine?.Invoke(line, progress);
            },
            OnTurn = checkpointOf =>
            {
                if (time.GetElapsedTime(written) >= interval)
                {
                    folder.Write(checkpointOf());
                    written = time.GetTimestamp();
                }
            },
        };
        if (checkpoint is not null)
        {
            watch.OnResume?.Invoke(checkpoint.State);
            loop.Resume(checkpoint);
        }

        watch.OnCheck?.Invoke(trainee.Check(time));
        var report = loop.Run(cancellationToken);
        folder.Finish(trainee.Final, report);
        return report;
    }
}
