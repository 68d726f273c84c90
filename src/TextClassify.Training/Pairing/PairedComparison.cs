namespace TextClassify.Training.Pairing;

/// <summary>Two models on the same rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="First">The first model.</param>
/// <param name="Second">The second.</param>
/// <param name="BothRight">Rows that both have right.</param>
/// <param name="FirstAlone">Rows that the first alone has right.</param>
/// <param name="SecondAlone">Rows that the second alone has right.</param>
/// <param name="Differing">Rows of which they say different labels, right or wrong.</param>
/// <param name="PValue">Of equal accuracy (<see cref="McNemar"/>).</param>
/// <param name="MacroF1Interval">95 % interval of the second's macro-F1 less the first's.</param>
internal sealed record PairedComparison(
    int Rows,
    PairedFigures First,
    PairedFigures Second,
    int BothRight,
    int FirstAlone,
    int SecondAlone,
    int Differing,
    double PValue,
    (double Low, double High) MacroF1Interval)
{
    public int NeitherRight => Rows - BothRight - FirstAlone - SecondAlone;

    /// <param name="rows">At least one.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="random">Draws the samples of the interval.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    public static PairedComparison Of(
        IReadOnlyList<PairedRow> rows, int classes, Random random, CancellationToken cancellationToken)
    {
        int first = rows.Count(row => row.First == row.Label && row.Second != row.Label);
        int second = rows.Count(row => row.Second == row.Label && row.First != row.Label);
        return new(
            rows.Count,
            Figures(rows, classes, row => row.First),
            Figures(rows, classes, row => row.Second),
            rows.Count(row => row.First == row.Label && row.Second == row.Label),
            first,
            second,
            rows.Count(row => row.First != row.Second),
            McNemar.PValue(first, second),
            PairedBootstrap.Interval(rows, classes, random, cancellationToken));
    }

    private static PairedFigures Figures(IReadOnlyList<PairedRow> rows, int classes, Func<PairedRow, int> predicted)
    {
        var counts = new ClassCounts(classes);
        int right = 0;
        foreach (var row in rows)
        {
            counts.Add(row.Label, predicted(row));
            right += row.Label == predicted(row) ? 1 : 0;
        }

        return new((double)right / rows.Count, counts.MacroF1());
    }
}

/// <summary>What one of the two reaches, 0..1.</summary>
internal readonly record struct PairedFigures(double Accuracy, double MacroF1);
