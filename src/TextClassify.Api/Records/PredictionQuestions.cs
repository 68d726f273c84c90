using TextClassify.Api.Memory;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

/// <summary>Asks the store, within the time that a question has, and says why there is no answer.</summary>
internal sealed partial class PredictionQuestions(PredictionMemory memory, TimeProvider time, ILogger<PredictionQuestions> logger)
{
    public static readonly Problem NotRecorded = new(ProblemTypes.NotRecorded, "Nothing is recorded here: Memory:Level is off.");

    public Task<Outcome<T>> AskAsync<T>(Func<Inquiry, Outcome<T>> ask, CancellationToken cancellationToken)
        where T : class =>
        AskAsync(
            (questions, token) => questions.AskAsync(ask, token), memory.Options.QueryTimeout, nameof(MemoryOptions.QueryTimeout),
            cancellationToken);

    /// <summary>Asks for a file, which takes longer, beside the other questions.</summary>
    public Task<Outcome<FileStream>> ExportAsync(Func<Inquiry, Outcome<FileStream>> ask, CancellationToken cancellationToken) =>
        AskAsync(
            (questions, token) => questions.AskApartAsync(ask, token), memory.Options.ExportTimeout, nameof(MemoryOptions.ExportTimeout),
            cancellationToken);

    private async Task<Outcome<T>> AskAsync<T>(
        Func<Questions, CancellationToken, Task<Outcome<T>>> ask, TimeSpan most, string setting, CancellationToken cancellationToken)
        where T : class
    {
        if (memory.Store is not { } store)
        {
            return NotRecorded;
        }

        using var late = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await ask(store.Questions, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Problem(
                ProblemTypes.TimedOut,
                $"The question took longer than {most.TotalSeconds:0.###} s (Memory:{setting}); ask about less time.");
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
