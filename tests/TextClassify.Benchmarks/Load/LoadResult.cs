using HdrHistogram;

namespace TextClassify.Benchmarks.Load;

/// <param name="Offered">Requests a second that were meant to go out.</param>
/// <param name="Achieved">Answers with status 200 a second.</param>
/// <param name="Refused">Answers with another status.</param>
/// <param name="Latencies">From the intended time, in ticks.</param>
internal sealed record LoadResult(double Offered, double Achieved, int Refused, HistogramBase Latencies)
{
    /// <summary>In milliseconds.</summary>
    /// <param name="percentile">0 to 100.</param>
    public double At(double percentile) => new TimeSpan(Latencies.GetValueAtPercentile(percentile)).TotalMilliseconds;
}
