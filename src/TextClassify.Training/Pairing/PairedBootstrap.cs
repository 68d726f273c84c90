namespace TextClassify.Training.Pairing;

/// <summary>
/// The interval of a difference in macro-F1 by drawing the rows anew with both models' answers to them (Efron 1979): macro-F1 is no mean
/// over rows, so no test of means fits it.
/// </summary>
internal static class PairedBootstrap
{
    private const int MostSamples = 2_000;
    private const int LeastSamples = 200;

    /// <summary>Rows drawn in all: a second or two.</summary>
    private const long MostDraws = 200_000_000;

    /// <summary>Samples that are taken of so many rows.</summary>
    public static int Samples(int rows) => (int)Math.Clamp(MostDraws / Math.Max(1, rows), LeastSamples, MostSamples);

    /// <summary>The middle 95 % of the second's macro-F1 less the first's.</summary>
    public static (double Low, double High) Interval(
        IReadOnlyList<PairedRow> rows, int classes, Random random, CancellationToken cancellationToken)
    {
        PairedRow[] all = [.. rows];
        double[] differences = new double[Samples(all.Length)];
        var (first, second) = (new ClassCounts(classes), new ClassCounts(classes));
        for (int sample = 0; sample < differences.Length; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            first.Clear();
            second.Clear();
            for (int i = 0; i < all.Length; i++)
            {
                var row = all[random.Next(all.Length)];
                first.Add(row.Label, row.First);
                second.Add(row.Label, row.Second);
            }

            differences[sample] = second.MacroF1() - first.MacroF1();
        }

        Array.Sort(differences);
        return (Quantile(0.025), Quantile(0.975));

        double Quantile(double share) => differences[(int)Math.Round(share * (differences.Length - 1))];
    }
}
