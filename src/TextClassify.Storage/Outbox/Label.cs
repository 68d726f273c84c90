namespace TextClassify.Storage.Outbox;

/// <summary>What somebody says is right for a prediction. The last one of a source counts.</summary>
/// <param name="Id">Of the prediction.</param>
/// <param name="Item">Its item.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Value">The label.</param>
/// <param name="At">Microseconds since 1970.</param>
public sealed record Label(Guid Id, int Item, string Source, string Value, long At);
