namespace TextClassify.Storage.Querying;

/// <summary>A histogram of one group of callers, or of requests.</summary>
/// <param name="Unit">The group, 0 to 63.</param>
/// <param name="Bin">The bin.</param>
/// <param name="Count">What falls in it.</param>
public sealed record UnitCounts(int Unit, int Bin, long Count);
