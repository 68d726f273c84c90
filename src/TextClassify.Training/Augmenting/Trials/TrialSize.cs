using TextClassify.Training.Pairing;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>What trainings on so many rows a label reach on rows that were left out, all seeds together.</summary>
/// <param name="RowsALabel">Most rows of a label.</param>
/// <param name="Held">Held rows, counted once a seed.</param>
/// <param name="Accuracies">Of the arms in the order of <see cref="AugmentTrial.Arms"/>.</param>
/// <param name="AgainstNone">The chosen edits against no edits.</param>
/// <param name="AgainstRandom">The chosen edits against any.</param>
internal sealed record TrialSize(
    int RowsALabel, int Held, IReadOnlyList<double> Accuracies, PairedComparison AgainstNone, PairedComparison AgainstRandom)
{
    /// <summary>
    /// A sentence. p-values of all sizes are held against Holm's levels (1979), so that more sizes find no more by chance.
    /// </summary>
    public static string Verdict(IReadOnlyList<TrialSize> sizes)
    {
        int[] gains = Gains(sizes, size => size.AgainstNone);
        if (gains.Length == 0)
        {
            return "No gain here: trainings with edited texts are not measurably better than those without.";
        }

        int[] chosen = Gains(sizes, size => size.AgainstRandom);
        string where = string.Join(", ", gains);
        return chosen.Length == 0
            ? $"Edited texts help at {where} rows a label; choosing among them helps no more than taking any."
            : $"Edited texts help at {where} rows a label, and choosing among them helps at {string.Join(", ", chosen)}.";
    }

    private static int[] Gains(IReadOnlyList<TrialSize> sizes, Func<TrialSize, PairedComparison> of)
    {
        const double Level = 0.05;
        var gains = new List<int>();
        foreach (var (place, size) in sizes.OrderBy(size => of(size).PValue).Index())
        {
            if (of(size).PValue > Level / (sizes.Count - place))
            {
                break;
            }

            if (of(size).SecondAlone > of(size).FirstAlone)
            {
                gains.Add(size.RowsALabel);
            }
        }

        return [.. gains.Order()];
    }
}
