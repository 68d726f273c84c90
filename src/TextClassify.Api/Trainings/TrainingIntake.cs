using TextClassify.Api.Identity;

namespace TextClassify.Api.Trainings;

/// <summary>Takes a file in and makes a training of it.</summary>
internal sealed partial class TrainingIntake(TrainingRuns runs, TimeProvider time, ILogger<TrainingIntake> logger)
{
    private const int RetrySeconds = 30;

    /// <summary>Why nobody may train here; null where they may.</summary>
    public Problem? Refusal => runs.Options.Enabled
        ? null
        : new Problem(
            ProblemTypes.TrainingDisabled,
            "Training is off here; who operates the service turns it on with Training:Enabled=true (docs/training.md).");

    public async Task<Outcome<TrainingRun>> TakeAsync(HttpContext http, TrainingRequest request, CancellationToken cancellationToken)
    {
        if (TrainingUpload.EndingOf(http.Request).Fails(out var problem, out string? ending))
        {
            return problem;
        }

        if (!runs.TryReserve())
        {
            return new Problem(
                ProblemTypes.QueueFull,
                $"{runs.Options.MaxQueued} trainings wait beside those that run, as many as may (Training:MaxQueued).")
            {
                Limit = runs.Options.MaxQueued,
                RetryAfterSeconds = RetrySeconds,
            };
        }

        var folder = new TrainingFolder(Path.Combine(runs.Options.Folder, Guid.CreateVersion7(time.GetUtcNow()).ToString("N")));
        TrainingRun? run = null;
        try
        {
            string file = folder.At(request.Name + ending);
            TrainingDiskException.Guard(() => Directory.CreateDirectory(folder.Path));
            if ((await TrainingUpload.SaveAsync(http.Request, file, runs.Options.MaxBytes, cancellationToken)).Fails(out problem))
            {
                return problem;
            }

            run = TrainingDiskException.Guard(() => runs.Add(folder, request, file));
        }
        catch (TrainingDiskException exception)
        {
            Log.Unwritable(logger, exception);
            return new Problem(ProblemTypes.TrainingUnavailable, "The training's folder can't be written; the log has the reason.")
            {
                RetryAfterSeconds = RetrySeconds,
            };
        }
        finally
        {
            if (run is null)
            {
                runs.Leave();
                Discard(folder);
            }
        }

        var description = run.Describe();
        var (caller, id) = (Callers.NameOf(http.User), RequestId.Of(http));
        Log.Taken(logger, caller, description.Name, description.Version, description.Id, id);
        return run;
    }

    public void Cancel(HttpContext http, TrainingRun run)
    {
        runs.Cancel(run);
        var (caller, training, id) = (Callers.NameOf(http.User), run.Folder.Id, RequestId.Of(http));
        Log.Cancelled(logger, caller, training, id);
    }

    private void Discard(TrainingFolder folder)
    {
        try
        {
            folder.Delete();
        }
        catch (Exception exception) when (TrainingDiskException.IsOfDisk(exception))
        {
            Log.Unwritable(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1801,
            Level = LogLevel.Information,
            Message = "{Caller} asked to train {Model} {Version}: training {Id}. Request {RequestId}.")]
        public static partial void Taken(
            ILogger logger, string? caller, string model, string version, string id, string? requestId);

        [LoggerMessage(
            EventId = 1803, Level = LogLevel.Information, Message = "{Caller} asked to cancel training {Id}. Request {RequestId}.")]
        public static partial void Cancelled(ILogger logger, string? caller, string id, string? requestId);

        [LoggerMessage(EventId = 1808, Level = LogLevel.Error, Message = "The training's folder can't be written.")]
        public static partial void Unwritable(ILogger logger, Exception exception);
    }
}
