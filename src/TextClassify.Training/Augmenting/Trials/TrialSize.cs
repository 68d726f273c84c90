using TextClassify.Training.Pairing;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>What trainings on so many rows a label reach on rows that were left out, all draws together.</summary>
/// <param name="RowsALabel">Most rows of a label.</param>
/// <param name="Held">Held rows, counted once a draw.</param>
/// <param name="Arms">All that were trained.</param>
internal sealed record TrialSize(int RowsALabel, int Held, IReadOnlyList<TrialFigures> Arms)
{
    /// <param name="size">Most rows of a label.</param>
    /// <param name="draws">Of that size.</param>
    /// <param name="arms">That were trained, the chosen one among them.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public static TrialSize Of(
        int size, IReadOnlyList<TrialDraw> draws, IReadOnlyList<TrialArm> arms, int classes, CancellationToken cancellationToken) => new(
        size,
        draws.Sum(draw => draw.Truth.Length),
        [
            .. arms.Select(arm => new TrialFigures(
                arm.Name,
                [.. draws.Select(draw => draw.Accuracy(arm))],
                arm == TrialArm.Chosen ? null : Against(draws, arm, classes, cancellationToken))),
        ]);

    /// <summary>
    /// A sentence. p-values of all sizes are held against Holm's levels (1979), so that more sizes find no more by chance.
    /// </summary>
    public static string Verdict(IReadOnlyList<TrialSize> sizes)
    {
        int[] gains = Gains(sizes, TrialArm.None.Name);
        if (gains.Length == 0)
        {
            return "No gain here: trainings with edited texts are not measurably better than those without.";
        }

        int[] chosen = Gains(sizes, TrialArm.Random.Name);
        string where = string.Join(", ", gains);
        return chosen.Length == 0
            ? $"Edited texts help at {where} rows a label; choosing among them helps no more than taking any."
            : $"Edited texts help at {where} rows a label, and choosing among them helps at {string.Join(", ", chosen)}.";
    }

    private PairedComparison? Against(string arm) => Arms.FirstOrDefault(figures => figures.Arm == arm)?.ChosenAgainst;

    private static int[] Gains(IReadOnlyList<TrialSize> sizes, string arm)
    {
        const double Level = 0.05;
        var gains = new List<int>();
        foreach (var (place, size) in sizes.OrderBy(size => size.Against(arm)!.PValue).Index())
        {
            var compared = size.Against(arm)!;
            if (compared.PValue > Level / (sizes.Count - place))
            {
                break;
            }

            if (compared.SecondAlone > compared.FirstAlone)
            {
                gains.Add(size.RowsALabel);
            }
        }

        return [.. gains.Order()];
    }

    private static PairedComparison Against(
        IReadOnlyList<TrialDraw> draws, TrialArm arm, int classes, CancellationToken cancellationToken)
    {
        PairedRow[] rows =
        [
            .. draws.SelectMany(draw => draw.Truth.Select(
                (label, row) => new PairedRow(label, draw.Said[arm.Name][row], draw.Said[TrialArm.Chosen.Name][row]))),
        ];
        return PairedComparison.Of(rows, classes, new Random(1), cancellationToken);
    }
}

/// <summary>An arm of a trial.</summary>
/// <param name="Arm">Its name.</param>
/// <param name="Accuracies">Of each draw, 0 to 1.</param>
/// <param name="ChosenAgainst">The chosen edits against it; null for themselves.</param>
internal sealed record TrialFigures(string Arm, IReadOnlyList<double> Accuracies, PairedComparison? ChosenAgainst)
{
    public double Mean => Accuracies.Average();
}
