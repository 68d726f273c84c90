using TextClassify.Api.Memory;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

/// <summary>Asks the store, within the time that a question has, and says why there is no answer.</summary>
internal sealed partial class PredictionQuestions(PredictionMemory memory, TimeProvider time, ILogger<PredictionQuestions> logger)
{
    public async Task<Outcome<T>> AskAsync<T>(Func<Inquiry, Outcome<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (memory.Store is not { } store)
        {
            return new Problem(ProblemTypes.NotRecorded, "Nothing is recorded here: Memory:Level is off.");
        }

        using var late = new CancellationTokenSource(memory.Options.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await store.Questions.AskAsync(ask, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Problem(
                ProblemTypes.TimedOut,
                $"The question took longer than {memory.Options.QueryTimeout.TotalSeconds:0.###} s (Memory:QueryTimeout); ask about less "
                    + "time.");
        }
        catch (IOException exception)
        {
            // Its message names files of the service.
            Log.Unanswered(logger, exception);
            return new Problem(ProblemTypes.RecordingUnavailable, "The predictions can't be read; the log says why.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1711, Level = LogLevel.Error, Message = "A question about predictions could not be answered.")]
        public static partial void Unanswered(ILogger logger, Exception exception);
    }
}
