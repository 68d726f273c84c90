using System.Diagnostics.Metrics;

namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>Bounds of histograms whose instrument gives none, by its unit.</summary>
internal static class Buckets
{
    /// <summary>From a short text's forward pass to the request timeout; about 2.5 a step.</summary>
    public static readonly double[] Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly double[] Ratios = [1, 1.05, 1.1, 1.15, 1.25, 1.5, 2, 4];
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 4_096, 16_384];

    public static double[] Of(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } given } ? [.. given]
        : instrument.Unit switch
        {
            "s" => Seconds,
            "1" => Ratios,
            _ => Counts,
        };
}
