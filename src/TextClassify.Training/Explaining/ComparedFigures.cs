namespace TextClassify.Training.Explaining;

/// <summary>What one method reached.</summary>
/// <param name="Method">As it was asked for.</param>
/// <param name="Parameters">All of them, defaults included.</param>
/// <param name="Metrics">By name; plausibility last.</param>
/// <param name="Converged">Share of certificates that hold; null for a method without one.</param>
/// <param name="ModelCalls">A text, mean.</param>
/// <param name="Milliseconds">A text, mean.</param>
internal sealed record ComparedFigures(
    string Method,
    IReadOnlyDictionary<string, object?> Parameters,
    IReadOnlyDictionary<string, ComparedFigure> Metrics,
    double? Converged,
    double ModelCalls,
    double Milliseconds)
{
    public static ComparedFigures Of(MethodTally tally, IEnumerable<string> metrics) => new(
        tally.Method.Title,
        tally.Method.Parameters.All,
        metrics
            .Concat([MethodTally.TokenF1, MethodTally.IouF1, MethodTally.Auprc])
            .ToDictionary(metric => metric, metric => ComparedFigure.Of(tally[metric]), StringComparer.Ordinal),
        tally.Converged,
        tally.Calls.Value,
        tally.Milliseconds.Value);
}

/// <param name="Mean">Over the texts that have a value; null without one.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="Texts">How many.</param>
internal sealed record ComparedFigure(double? Mean, double? StandardError, int Texts)
{
    public static ComparedFigure Of(Mean mean) =>
        new(ComparisonReport.Number(mean.Value), ComparisonReport.Number(mean.StandardError), mean.Count);
}
