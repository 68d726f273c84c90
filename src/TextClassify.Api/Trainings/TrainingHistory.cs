using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>What is left of the trainings before a restart.</summary>
internal static partial class TrainingHistory
{
    private const string Cut = "The service ended while it had not; send the file again.";

    /// <summary>The oldest first. What had not ended has failed; a folder that is no training's stays as it is.</summary>
    public static IEnumerable<TrainingRun> Read(string directory, TimeProvider time, ILogger logger) =>
    [
        .. TrainingFolder.All(directory)
            .Select(folder => folder.Read() is { } description ? Settle(folder, description, time, logger) : null)
            .OfType<TrainingRun>()
            .OrderBy(run => run.Describe().CreatedAt),
    ];

    private static TrainingRun Settle(TrainingFolder folder, TrainingStatus description, TimeProvider time, ILogger logger)
    {
        if (TrainingStates.IsEnd(description.State))
        {
            return new TrainingRun(folder, null, "", description);
        }

        var failed = description with { State = TrainingStates.Failed, Stage = null, EndedAt = time.GetUtcNow(), Error = Cut };
        try
        {
            folder.Tidy();
            folder.Write(failed);
        }
        catch (Exception exception) when (TrainingDiskException.IsOfDisk(exception))
        {
            Log.Untidy(logger, exception, folder.Id);
        }

        return new TrainingRun(folder, null, "", failed);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1807,
            Level = LogLevel.Warning,
            Message = "Files of training {Id}, which was cut off, could not be written or deleted.")]
        public static partial void Untidy(ILogger logger, Exception exception, string id);
    }
}
