using System.Diagnostics;

namespace TextClassify.Benchmarks.Measuring;

/// <summary>Times of one thing, in milliseconds. Order statistics: means of times on a shared machine say little.</summary>
internal sealed class Samples(IEnumerable<double> milliseconds)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;

    public double Median => Quantile(0.5);

    /// <summary>Linear between the closest ranks.</summary>
    public double Quantile(double share)
    {
        double rank = share * (_sorted.Length - 1);
        int low = (int)rank;
        int high = Math.Min(low + 1, _sorted.Length - 1);

        return _sorted[low] + ((rank - low) * (_sorted[high] - _sorted[low]));
    }

    /// <summary>
    /// Measures several actions by turns, so that a slow moment of the machine falls on all of them, and in a new order each round: behind
    /// a run of libtorch the same graph takes up to 1.4 times as long as behind its own, by what stands in the caches. Each runs until both
    /// <paramref name="least"/> rounds and <paramref name="budget"/> of measured time for the lot are used, after <paramref name="warmUp"/>
    /// rounds.
    /// </summary>
    public static Samples[] Interleave(int warmUp, int least, TimeSpan budget, params Action[] actions)
    {
        for (int i = 0; i < warmUp; i++)
        {
            foreach (var action in actions)
            {
                action();
            }
        }

        var times = actions.Select(_ => new List<double>()).ToArray();
        var random = new Random(1);
        int[] order = [.. Enumerable.Range(0, actions.Length)];
        var watch = Stopwatch.StartNew();
        for (int round = 0; round < least || watch.Elapsed < budget; round++)
        {
            random.Shuffle(order);
            foreach (int i in order)
            {
                long start = Stopwatch.GetTimestamp();
                actions[i]();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return [.. times.Select(list => new Samples(list))];
    }
}
