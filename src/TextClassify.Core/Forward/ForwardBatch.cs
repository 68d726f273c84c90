namespace TextClassify.Forward;

/// <summary>Results in the order of the rows that were asked, and where the time went.</summary>
public sealed record ForwardBatch(ForwardResult[] Results, TimeSpan Queue, TimeSpan Compute);
