using System.Text.Json;
using TextClassify.Training.LabelErrors;

namespace TextClassify.Training.CrossValidation;

/// <summary>Trains once for each part of the rows on the others, where development rows are too few for a figure.</summary>
internal static class FoldMeasurement
{
    /// <summary>Development rows from which on their figure is taken as it is: of 300 the standard error is at most 2.9 points.</summary>
    public const int EnoughDevRows = 300;

    /// <summary>Fewer rows don't give five parts whose figures mean something.</summary>
    public const int LeastRows = 50;

    public const int Most = 10;

    // Few rows cost little, and leave the model the more the more parts there are.
    private const int FewRows = 500;
    private const int OfFew = 5;
    private const int OfMany = 3;
    private const int Seed = 2;

    /// <summary>Trains on rows by their numbers, and measures on others.</summary>
    public delegate FoldResult Train(int[] fitted, int[] held, CancellationToken cancellationToken);

    /// <summary>How many parts are taken where nobody says; 0 for none.</summary>
    public static int CountFor(int rows, int devRows) =>
        devRows >= EnoughDevRows || rows < LeastRows ? 0 : rows <= FewRows ? OfFew : OfMany;

    /// <summary>Measures and leaves the report in the run's folder; a report that is there already is taken.</summary>
    /// <param name="run">Finished.</param>
    /// <param name="rows">All there are.</param>
    /// <param name="count">Parts, at least two.</param>
    /// <param name="stratum">What rows are spread by; their labels without it.</param>
    /// <param name="train">Called once a part.</param>
    /// <param name="done">Told of each part.</param>
    /// <param name="cancellationToken">Passed on.</param>
    public static FoldReport Run(
        RunFolder run,
        IReadOnlyList<LabelledText> rows,
        int count,
        Func<LabelledText, string>? stratum,
        Train train,
        Action<FoldResult> done,
        CancellationToken cancellationToken)
    {
        if (Read(run) is { } there && there.Folds.Count == count)
        {
            return there;
        }

        int[] folds = Folds.Of(rows, count, new Random(Seed), stratum);
        var results = new List<FoldResult>(count);
        for (int fold = 0; fold < count; fold++)
        {
            int[] held = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            int[] fitted = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)];
            if (held.Length > 0)
            {
                results.Add(train(fitted, held, cancellationToken));
                done(results[^1]);
            }
        }

        var report = new FoldReport(results);
        AtomicFile.Write(PathOf(run), stream => JsonSerializer.Serialize(stream, report, StrictJson.Options));
        return report;
    }

    /// <summary>Null where the run has none.</summary>
    public static FoldReport? Read(RunFolder run)
    {
        if (!File.Exists(PathOf(run)))
        {
            return null;
        }

        using var stream = File.OpenRead(PathOf(run));
        return JsonSerializer.Deserialize<FoldReport>(stream, StrictJson.Options);
    }

    private static string PathOf(RunFolder run) => Path.Combine(run.Path, FoldReport.FileName);
}
