using HdrHistogram;
using TextClassify.Benchmarks.Measuring;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// A load second by second. A percentile is the median of its seconds: a machine that is itself a guest loses its core for a tenth of a
/// second now and then, and one such moment would be the p99 of ten seconds. What the whole had is there beside it.
/// </summary>
internal sealed class LoadSeconds
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<LoadResult> _seconds = [];
    private readonly LongHistogram _all = new(TimeSpan.FromMinutes(1).Ticks, 3);

    public int Refused => _seconds.Sum(second => second.Refused);

    public static LoadSeconds Run(OpenLoop load, byte[][] requests, double rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var seconds = new LoadSeconds();
        for (var spent = TimeSpan.Zero; spent < duration; spent += Second)
        {
            var second = load.Run(requests, rate, Second, cancellationToken);
            seconds._seconds.Add(second);
            seconds._all.Add(second.Latencies);
        }

        return seconds;
    }

    /// <summary>In milliseconds.</summary>
    /// <param name="percentile">0 to 100.</param>
    public double At(double percentile) => new Samples(_seconds.Select(second => second.At(percentile))).Median;

    /// <summary>Of all seconds together, in milliseconds.</summary>
    /// <param name="percentile">0 to 100.</param>
    public double OfAll(double percentile) => new TimeSpan(_all.GetValueAtPercentile(percentile)).TotalMilliseconds;
}
