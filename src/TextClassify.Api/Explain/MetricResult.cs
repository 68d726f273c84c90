namespace TextClassify.Api.Explain;

/// <param name="Name">The metric.</param>
/// <param name="Value">Absent where it has none.</param>
/// <param name="Reason">Why it has none.</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="Removal">How tokens were taken away; the value holds for this rule only. Absent for a metric that takes none.</param>
/// <param name="Bins">The value at each bin, where the metric is a mean over bins.</param>
internal sealed record MetricResult(
    string Name, double? Value, string? Reason, bool HigherIsBetter, string? Removal, IReadOnlyList<MetricBin>? Bins);

/// <param name="Share">Of the tokens.</param>
/// <param name="Tokens">How many that is.</param>
/// <param name="Value">Of the metric there.</param>
internal sealed record MetricBin(double Share, int Tokens, double Value);
