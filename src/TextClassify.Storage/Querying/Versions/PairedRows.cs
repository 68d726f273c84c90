namespace TextClassify.Storage.Querying.Versions;

/// <summary>The predictions of one text by two versions.</summary>
/// <param name="Against">Row of the one that the other is held against.</param>
/// <param name="Version">Row of the other.</param>
public sealed record PairedRows(long Against, long Version);
