namespace TextClassify.Training.LabelErrors;

/// <summary>Looks for wrong labels among a run's rows and leaves the list in its folder.</summary>
internal static class LabelErrorSearch
{
    private const int Parts = 5;
    private const int Seed = 1;

    /// <summary>Fits five times, each on four fifths of the rows, and says what was found in a sentence.</summary>
    /// <param name="run">Gets <see cref="LabelErrorFile.Name"/>.</param>
    /// <param name="rows">To be judged; development rows may be among them.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="fit">Fast enough to be called five times; it must not see the held rows.</param>
    /// <param name="cancellationToken">Passed on.</param>
    public static string Write(
        RunFolder run, IReadOnlyList<LabelledText> rows, Labels labels, CrossFit.Fit fit, CancellationToken cancellationToken)
    {
        int[] written = labels.IndicesOf(rows.Select(row => row.Label));
        int[] folds = Folds.Of(rows, Parts, new Random(Seed));
        var doubts = LabelDoubts.Rank(CrossFit.Probabilities(written, labels.Count, folds, fit, cancellationToken), written);
        int confident = doubts.Count(doubt => doubt.IsConfident);
        string path = Path.Combine(run.Path, LabelErrorFile.Name);
        int listed = LabelErrorFile.Write(path, rows, labels.Names, doubts);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Rows that another label fits better: {listed:N0}; {confident:N0} fit it as well as its own do. "
            + $"The most doubtful come first in {path}.");
    }
}
