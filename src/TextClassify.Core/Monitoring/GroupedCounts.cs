namespace TextClassify.Monitoring;

/// <summary>
/// A histogram that is told group by group. What comes from one caller is alike, so groups, and not texts, are what a test may shuffle.
/// </summary>
/// <param name="groups">Groups, empty ones included.</param>
/// <param name="bins">Bins of the histogram.</param>
public sealed class GroupedCounts(int groups, int bins)
{
    private readonly long[] _counts = new long[groups * bins];

    public int Groups => groups;

    public int Bins => bins;

    public long this[int group, int bin] => _counts[(group * bins) + bin];

    public ReadOnlySpan<long> Of(int group) => _counts.AsSpan(group * bins, bins);

    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts)
            {
                total += count;
            }

            return total;
        }
    }

    public void Add(int group, int bin, long count) => _counts[(group * bins) + bin] += count;

    /// <summary>Adds what another replica counted.</summary>
    public void Add(GroupedCounts other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Groups, groups);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Bins, bins);
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The share of each bin; zeros where nothing is counted.</summary>
    public double[] Shares()
    {
        double[] shares = new double[bins];
        double total = Math.Max(1, Total);
        for (int i = 0; i < _counts.Length; i++)
        {
            shares[i % bins] += _counts[i] / total;
        }

        return shares;
    }

    /// <summary>Independent texts of which only the shares are known, dealt to groups by chance.</summary>
    /// <param name="shares">One a bin; they add up to about 1.</param>
    /// <param name="texts">How many there were.</param>
    /// <param name="groups">To deal to.</param>
    /// <param name="seed">Of the chance.</param>
    public static GroupedCounts Deal(ReadOnlySpan<double> shares, int texts, int groups, int seed)
    {
        var dealt = new GroupedCounts(groups, shares.Length);
        int[] order = new int[texts];
        for (int i = 0; i < texts; i++)
        {
            order[i] = i;
        }

        var chance = new SplitMix64(seed, stream: 0);
        chance.Shuffle(order);
        double until = 0;
        int next = 0;
        for (int bin = 0; bin < shares.Length; bin++)
        {
            until += shares[bin] * texts;
            int end = bin == shares.Length - 1 ? texts : Math.Min(texts, (int)Math.Round(until));
            for (; next < end; next++)
            {
                dealt.Add(order[next] % groups, bin, 1);
            }
        }

        return dealt;
    }
}
