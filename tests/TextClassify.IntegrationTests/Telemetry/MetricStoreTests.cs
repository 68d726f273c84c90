using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Telemetry.Prometheus;

namespace TextClassify.Telemetry;

public sealed class MetricStoreTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IMeterFactory _meters;
    private readonly MetricStore _store;

    public MetricStoreTests()
    {
        _meters = _services.GetRequiredService<IMeterFactory>();
        _store = new MetricStore(_meters);
    }

    /// <summary>Buckets count what is at most their bound, and add up; the text is that of the exposition format's own example in
    /// form.</summary>
    [Fact]
    public void Write_Histogram_CountsUpToEachBound()
    {
        var histogram = _meters.Create("TextClassify.Test").CreateHistogram(
            "test.wait", "s", "A wait.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 1] });
        foreach (double value in new[] { 0.25, 0.5, 1, 4 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("lane", "a\"b"));
        }

        string expected = """
            # HELP test_wait_seconds A wait.
            # TYPE test_wait_seconds histogram
            test_wait_seconds_bucket{lane="a\"b",le="0.25"} 1
            test_wait_seconds_bucket{lane="a\"b",le="1"} 3
            test_wait_seconds_bucket{lane="a\"b",le="+Inf"} 4
            test_wait_seconds_sum{lane="a\"b"} 5.75
            test_wait_seconds_count{lane="a\"b"} 4

            """.ReplaceLineEndings("\n");
        Assert.Contains(expected, _store.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TagsInAnyOrder_AreOneSeries()
    {
        var counter = _meters.Create("TextClassify.Test").CreateCounter<long>("test.calls");

        counter.Add(1, new("a", 1), new("b", true));
        counter.Add(2, new("b", true), new("a", 1));

        Assert.Contains("\ntest_calls_total{a=\"1\",b=\"true\"} 3\n", _store.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ObservedSeriesThatEnds_IsGone()
    {
        int[] models = [1, 2];
        _meters.Create("TextClassify.Test").CreateObservableGauge(
            "test.model", () => models.Select(model => new Measurement<int>(model, new KeyValuePair<string, object?>("model", model))));
        Assert.Contains("test_model{model=\"2\"} 2", _store.Write(), StringComparison.Ordinal);

        models = [1];

        Assert.DoesNotContain("test_model{model=\"2\"}", _store.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LabelsWithoutEnd_StopAtTheLimit()
    {
        var counter = _meters.Create("TextClassify.Test").CreateCounter<long>("test.keys");

        for (int i = 0; i < 3 * Family.MostSeries; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("key", i));
        }

        Assert.Equal(Family.MostSeries, _store.Write().Split("\ntest_keys_total{").Length - 1);
    }

    [Fact]
    public void Write_MeterOfAnotherHost_IsNotThisOnes()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();

        other.GetRequiredService<IMeterFactory>().Create("TextClassify.Test").CreateCounter<long>("test.foreign").Add(1);

        Assert.DoesNotContain("test_foreign", _store.Write(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _store.Dispose();
        _services.Dispose();
    }
}
