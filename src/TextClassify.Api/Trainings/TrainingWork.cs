using TextClassify.Api.Trainings.Contracts;
using TextClassify.Api.Trainings.Processes;

namespace TextClassify.Api.Trainings;

/// <summary>Takes one run from its file to a loaded version.</summary>
internal sealed partial class TrainingWork(
    IOptions<TrainingOptions> options, TrainedPackages packages, TimeProvider time, ILogger<TrainingWork> logger)
{
    /// <summary>Never throws: whatever happens to one run, the next has its turn.</summary>
    public async Task<TrainingEnd> RunAsync(TrainingRun run, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(options.Value.Timeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, late.Token, stopping);
        try
        {
            return await TrainAsync(run, any.Token);
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested ? TrainingEnd.Cancelled("The service stopped; send the file again.")
                : run.Cancelled.IsCancellationRequested ? TrainingEnd.Cancelled("It was cancelled.")
                : TrainingEnd.Failed($"It took longer than {options.Value.Timeout:c} (Training:Timeout).");
        }
        catch (Exception exception)
        {
            Log.Broke(logger, exception, run.Folder.Id);
            return TrainingEnd.Failed("The service could not run it; its log has the reason.");
        }
    }

    private async Task<TrainingEnd> TrainAsync(TrainingRun run, CancellationToken cancellationToken)
    {
        var request = run.Request!;
        string version = run.Describe().Version;
        var program = TrainingProgram.Find(options.Value.Program, AppContext.BaseDirectory, Environment.CurrentDirectory)
            ?? throw new FileNotFoundException("The training program is not there any more.");
        var start = program.Start(
            run.Folder.Path, TrainingArguments.Of(request, version, run.Folder, run.File, packages.Directory));
        int code = await TrainingProcess.RunAsync(start, run.Write, logger, cancellationToken);
        if (code != 0)
        {
            return TrainingEnd.Failed(
                run.Describe().Error is null ? $"The training program ended with exit code {code}; its last lines are in log." : null);
        }

        if (!Directory.Exists(Path.Combine(run.Folder.Packages, request.Name, version)))
        {
            return TrainingEnd.Failed("The training program ended without a package; its last lines are in log.");
        }

        run.Apply(new TrainingLine { Stage = "loading" });
        var change = await packages.AdoptAsync(run.Folder, request.Name, version, cancellationToken);
        return change is { Result: ModelChangeResult.Done, Package: { } package }
            ? new TrainingEnd(TrainingStates.Succeeded, null, ModelLookup.Reference(package.Model))
            : TrainingEnd.Failed(change.Detail);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1804, Level = LogLevel.Error, Message = "Training {Id} could not be run.")]
        public static partial void Broke(ILogger logger, Exception exception, string id);
    }
}
