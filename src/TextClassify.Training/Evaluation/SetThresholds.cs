namespace TextClassify.Training.Evaluation;

/// <summary>
/// The score from which on a text has a label. Where enough development rows have it, the one with the largest F1 on them; else a half,
/// which is what the score says where it is calibrated.
/// </summary>
/// <param name="Values">[C], 0..1.</param>
/// <param name="Fitted">[C], whether it was chosen on the rows.</param>
internal sealed record SetThresholds(IReadOnlyList<double> Values, IReadOnlyList<bool> Fitted)
{
    /// <summary>Rows with the label: of fewer the best threshold is chance.</summary>
    public const int LeastRows = 20;

    private const int Digits = 4;

    /// <param name="split">With targets.</param>
    /// <param name="temperature">What divides the logits.</param>
    public static SetThresholds Of(LabelledLogits split, double temperature)
    {
        double[] values = new double[split.Classes];
        bool[] fitted = new bool[split.Classes];
        for (int label = 0; label < split.Classes; label++)
        {
            (double Score, bool Has)[] rows = [.. Enumerable.Range(0, split.Rows).Select(row => (
                Probabilities.Of(split.Row(row).Slice(label, 1), new(temperature, Independent: true))[0], split.TargetsOf(row)[label]))];
            fitted[label] = rows.Count(row => row.Has) >= LeastRows;
            values[label] = fitted[label] ? Math.Round(Best(rows), Digits) : 0.5;
        }

        return new(values, fitted);
    }

    /// <summary>Halfway between the last score that is above it and the next; of equally good ones the nearest to a half.</summary>
    private static double Best((double Score, bool Has)[] rows)
    {
        Array.Sort(rows, (one, other) => other.Score.CompareTo(one.Score));
        int actual = rows.Count(row => row.Has), right = 0;
        double best = 0.5, most = -1;
        for (int said = 1; said < rows.Length; said++)
        {
            right += rows[said - 1].Has ? 1 : 0;
            double f1 = 2.0 * right / (said + actual), middle = (rows[said - 1].Score + rows[said].Score) / 2;
            if (rows[said - 1].Score > rows[said].Score
                && (f1 > most || (f1 == most && Math.Abs(middle - 0.5) < Math.Abs(best - 0.5))))
            {
                (best, most) = (middle, f1);
            }
        }

        return best;
    }
}
