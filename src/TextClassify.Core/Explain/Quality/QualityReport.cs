namespace TextClassify.Explain.Quality;

/// <summary>What was asked of one explanation, and what it cost.</summary>
/// <param name="Values">In the order asked.</param>
/// <param name="ModelCalls">Rows the model ran for them.</param>
/// <param name="Queue">Time the rows waited.</param>
/// <param name="Compute">Time the model ran.</param>
public sealed record QualityReport(IReadOnlyList<QualityValue> Values, int ModelCalls, TimeSpan Queue, TimeSpan Compute);
