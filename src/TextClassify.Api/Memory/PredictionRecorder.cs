using TextClassify.Models;

namespace TextClassify.Api.Memory;

/// <summary>Notes answers for the store, without making them wait for it unless they ask to.</summary>
internal sealed class PredictionRecorder(PredictionMemory memory, TimeProvider time)
{
    private static readonly Problem Unavailable = new(
        ProblemTypes.RecordingUnavailable, "The prediction could not be written, and the request asks for that; the log says why.")
    {
        Where = RecordMode.Property,
        RetryAfterSeconds = 5,
    };

    /// <summary>Null where the answer may be without a record, or one can be made.</summary>
    public Problem? Check(string? mode) => mode != RecordMode.Required || memory.Store is not null
        ? null
        : new Problem(
            ProblemTypes.RecordingUnavailable, "Nothing is recorded here: Memory:Level is off, and the request asks for a record.")
        {
            Where = RecordMode.Property,
        };

    /// <summary>What takes the answers of a request; null where nothing is recorded.</summary>
    public Recording? Begin(HttpContext http, ITextClassifier model, string? cohort)
    {
        if (memory.Store is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        bool evidence = memory.Options.Level >= MemoryLevel.Evidence && model.Gives(Capabilities.Evidence);
        return new Recording(model, memory.Options.Level, evidence, id, now, cohort, CallerBlock.Of(http, id), CallerBlock.NameOf(http));
    }

    /// <summary>Hands the answers on. Waits for the disk where the mode asks for it; a problem where that failed.</summary>
    public async ValueTask<Problem?> KeepAsync(Recording? recording, string? mode, CancellationToken cancellationToken)
    {
        if (recording is not { Rows: > 0 } || memory.Store is not { } store)
        {
            return null;
        }

        if (mode != RecordMode.Required)
        {
            store.TryRecord(recording);
            return null;
        }

        return await store.RecordAsync(recording).WaitAsync(cancellationToken) ? null : Unavailable;
    }
}
