namespace TextClassify.Storage.Outbox;

/// <summary>What became of predictions, seen at one moment: accepted = stored + dropped + queued, always.</summary>
/// <param name="Accepted">That were offered.</param>
/// <param name="Stored">That are committed.</param>
/// <param name="Dropped">That came faster than they could be kept, or could not be.</param>
/// <param name="Queued">That wait.</param>
public readonly record struct StoreCounts(long Accepted, long Stored, long Dropped, long Queued);
