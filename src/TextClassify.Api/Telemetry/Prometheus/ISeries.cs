using System.Globalization;
using System.Text;

namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>The numbers under one set of labels. Safe for concurrent use.</summary>
internal interface ISeries
{
    void Record(double value);

    void Write(StringBuilder text, string name, string labels);
}

internal sealed class NumberSeries(bool sums) : ISeries
{
    private readonly Lock _lock = new();
    private double _value;

    public void Record(double value)
    {
        lock (_lock)
        {
            _value = sums ? _value + value : value;
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (_lock)
        {
            text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(Names.Number(_value)).Append('\n');
        }
    }
}

/// <param name="bounds">Upper bounds, rising; the last bucket has none.</param>
internal sealed class HistogramSeries(double[] bounds) : ISeries
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public void Record(double value)
    {
        int bucket = Array.BinarySearch(bounds, value);
        lock (_lock)
        {
            _counts[bucket >= 0 ? bucket : ~bucket]++;
            _sum += value;
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        string before = labels.Length > 0 ? labels + "," : "";
        lock (_lock)
        {
            long total = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                total += _counts[i];
                string bound = i < bounds.Length ? Names.Number(bounds[i]) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{bound}\"}} {total}\n");
            }

            string block = labels.Length > 0 ? $"{{{labels}}}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{block} {Names.Number(_sum)}\n{name}_count{block} {total}\n");
        }
    }
}
