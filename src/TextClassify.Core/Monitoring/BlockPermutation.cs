namespace TextClassify.Monitoring;

/// <summary>
/// Compares two histograms by shuffling groups of callers between them, so that one caller's many texts are no proof of drift. The
/// statistic is the sum over bins of the squared difference of shares over its variance, as the groups show it; divided so, shuffling stays
/// right where the two sides vary unequally (Chung and Romano 2013). p = (k + 1) / (B + 1).
/// </summary>
public static class BlockPermutation
{
    /// <summary>Fewer groups on a side can't tell chance from drift.</summary>
    public const int LeastGroups = 8;

    /// <summary>Bins that would hold fewer on the smaller side are counted together.</summary>
    private const double LeastExpected = 5;

    /// <summary>Groups that all agree show no variance; they have at least this share of what independent texts would have.</summary>
    private const double LeastVariance = 1e-3;

    /// <param name="reference">What was.</param>
    /// <param name="window">What is; as many bins.</param>
    /// <param name="draws">B.</param>
    /// <param name="seed">Of the shuffles: the same seed gives the same p.</param>
    public static DriftTest Test(GroupedCounts reference, GroupedCounts window, int draws, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(window.Bins, reference.Bins);
        double effect = TotalVariation(reference.Shares(), window.Shares());
        var groups = new List<double[]>();
        int[] bins = Merge(reference, window, out int width);
        int left = Take(reference, bins, width, groups), right = Take(window, bins, width, groups);
        if (left < LeastGroups || right < LeastGroups)
        {
            return new DriftTest(effect, null, reference.Total, window.Total, left + right);
        }

        int[] order = new int[groups.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var scratch = new Scratch(width);
        double observed = Statistic(groups, order, left, scratch);
        var chance = new SplitMix64(seed, stream: 1);
        int atLeast = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            chance.Shuffle(order);
            atLeast += Statistic(groups, order, left, scratch) >= observed ? 1 : 0;
        }

        return new DriftTest(effect, (atLeast + 1.0) / (draws + 1), reference.Total, window.Total, left + right);
    }

    public static double TotalVariation(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += Math.Abs(left[i] - right[i]);
        }

        return sum / 2;
    }

    /// <summary>The bin of each bin once rare ones are one, the last.</summary>
    private static int[] Merge(GroupedCounts reference, GroupedCounts window, out int width)
    {
        double[] left = reference.Shares(), right = window.Shares();
        double smaller = Math.Min(reference.Total, window.Total);
        int[] bins = new int[left.Length];
        width = 0;
        bool rare = false;
        for (int i = 0; i < bins.Length; i++)
        {
            bool often = smaller * (left[i] + right[i]) / 2 >= LeastExpected;
            rare |= !often;
            bins[i] = often ? width++ : -1;
        }

        for (int i = 0; i < bins.Length; i++)
        {
            bins[i] = bins[i] < 0 ? width : bins[i];
        }

        width += rare ? 1 : 0;
        return bins;
    }

    private static int Take(GroupedCounts counts, ReadOnlySpan<int> bins, int width, List<double[]> groups)
    {
        int taken = 0;
        for (int group = 0; group < counts.Groups; group++)
        {
            double[] merged = new double[width + 1];
            var own = counts.Of(group);
            for (int bin = 0; bin < own.Length; bin++)
            {
                merged[bins[bin]] += own[bin];
                merged[width] += own[bin];
            }

            if (merged[width] > 0)
            {
                groups.Add(merged);
                taken++;
            }
        }

        return taken;
    }

    /// <param name="groups">Each a histogram and its sum.</param>
    /// <param name="order">The first <paramref name="left"/> are one side.</param>
    /// <param name="left">Groups of that side.</param>
    /// <param name="scratch">For shares and variances.</param>
    private static double Statistic(List<double[]> groups, ReadOnlySpan<int> order, int left, Scratch scratch)
    {
        scratch.LeftTotal = Moments(groups, order[..left], scratch.Left, scratch.LeftVariance);
        scratch.RightTotal = Moments(groups, order[left..], scratch.Right, scratch.RightVariance);
        double sum = 0;
        for (int bin = 0; bin < scratch.Left.Length; bin++)
        {
            double difference = scratch.Left[bin] - scratch.Right[bin];
            double middle = (scratch.Left[bin] + scratch.Right[bin]) / 2;
            double variance = Math.Max(
                scratch.LeftVariance[bin] + scratch.RightVariance[bin],
                LeastVariance * middle * (1 - middle) * ((1 / scratch.LeftTotal) + (1 / scratch.RightTotal)));
            sum += variance > 0 ? difference * difference / variance : 0;
        }

        return sum;
    }

    /// <summary>Shares of one side, and their variances as ratios of sums over groups.</summary>
    /// <returns>What the side counted.</returns>
    private static double Moments(List<double[]> groups, ReadOnlySpan<int> side, Span<double> shares, Span<double> variances)
    {
        int width = shares.Length;
        double total = 0;
        shares.Clear();
        variances.Clear();
        foreach (int group in side)
        {
            double[] counts = groups[group];
            total += counts[width];
            for (int bin = 0; bin < width; bin++)
            {
                shares[bin] += counts[bin];
            }
        }

        for (int bin = 0; bin < width; bin++)
        {
            shares[bin] /= total;
        }

        foreach (int group in side)
        {
            double[] counts = groups[group];
            for (int bin = 0; bin < width; bin++)
            {
                double residual = counts[bin] - (shares[bin] * counts[width]);
                variances[bin] += residual * residual;
            }
        }

        double scale = side.Length / (side.Length - 1.0) / total / total;
        for (int bin = 0; bin < width; bin++)
        {
            variances[bin] *= scale;
        }

        return total;
    }

    private sealed class Scratch(int width)
    {
        public readonly double[] Left = new double[width];
        public readonly double[] Right = new double[width];
        public readonly double[] LeftVariance = new double[width];
        public readonly double[] RightVariance = new double[width];

        public double LeftTotal { get; set; }

        public double RightTotal { get; set; }
    }
}
