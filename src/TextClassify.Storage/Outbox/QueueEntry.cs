using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>An answer or a label on its way to the disk.</summary>
/// <param name="Record">The answer.</param>
/// <param name="Label">The label.</param>
/// <param name="Done">Told whether it was committed, where somebody waits for that.</param>
internal sealed record QueueEntry(IPendingRecord? Record, Label? Label, TaskCompletionSource<bool>? Done)
{
    /// <summary>What is to go, for a third kind of entry.</summary>
    public Erasure? Erasure { get; init; }

    /// <summary>Predictions in it; labels are none.</summary>
    public int Rows => Record?.Rows ?? 0;

    /// <summary>The answer as it is kept, once that is computed.</summary>
    public StoredRequest? Request { get; set; }
}
