namespace TextClassify.Training.CrossValidation;

/// <summary><c>folds.json</c> of a run folder: what the same training reaches on parts of the rows that it did not see.</summary>
/// <param name="Folds">One a part.</param>
internal sealed record FoldReport(IReadOnlyList<FoldResult> Folds)
{
    public const string FileName = "folds.json";

    /// <summary>Mean and sample standard deviation over the folds.</summary>
    public SeedSpread Of(Func<FoldResult, double> figure) => SeedSpread.Of([.. Folds.Select(figure)]);
}

/// <param name="Rows">Judged, by models that were trained on the others.</param>
/// <param name="Net">What the net reaches on them.</param>
/// <param name="Baseline">What the baseline reaches on them.</param>
internal sealed record FoldResult(int Rows, Reach Net, Reach Baseline);
