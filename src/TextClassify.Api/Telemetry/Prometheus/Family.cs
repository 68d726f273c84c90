using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>All series of one instrument.</summary>
internal sealed class Family
{
    /// <summary>Labels come from tables and registries; this is the stop if one does not.</summary>
    public const int MostSeries = 1_000;

    private readonly ConcurrentDictionary<string, Entry> _series = new(StringComparer.Ordinal);

    // The same series by the tags as code gives them, so that a measurement writes no label text: 15 of them end a request.
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], ISeries> _known = new(TagComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], ISeries>
        .AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;
    private readonly string _type;
    private readonly string _help;
    private readonly bool _observed;
    private readonly Func<ISeries> _create;

    private Family(string name, string type, string help, bool observed, Func<ISeries> create)
    {
        Name = name;
        _type = type;
        _help = help;
        _observed = observed;
        _create = create;
        _byTags = _known.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public string Name { get; }

    public static Family Of(string name, Instrument instrument)
    {
        string help = instrument.Description ?? instrument.Name;
        string kind = instrument.GetType().Name;
        if (kind.StartsWith("Histogram", StringComparison.Ordinal))
        {
            double[] bounds = Buckets.Of(instrument);
            return new Family(name, "histogram", help, false, () => new HistogramSeries(bounds));
        }

        bool sums = kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("UpDownCounter", StringComparison.Ordinal);
        return new Family(
            name, Names.IsCounter(instrument) ? "counter" : "gauge", help, instrument.IsObservable, () => new NumberSeries(sums));
    }

    public void Declare(ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags)?.Record(value);

    /// <summary>What is not observed again is gone: a model that was unloaded, for one.</summary>
    public void BeginObservation()
    {
        if (_observed)
        {
            _known.Clear();
            _series.Clear();
        }
    }

    /// <summary>The versions that kept series are about; what is observed ends by itself.</summary>
    public IEnumerable<string> Versions => _observed ? [] : _series.Values.SelectMany(entry => entry.Versions);

    /// <summary>Ends the series of a version.</summary>
    public void Drop(string version)
    {
        foreach (var (labels, entry) in _series)
        {
            if (!entry.Versions.Contains(version))
            {
                continue;
            }

            _series.TryRemove(labels, out _);
            foreach (var (tags, series) in _known)
            {
                if (ReferenceEquals(series, entry.Series))
                {
                    _known.TryRemove(tags, out _);
                }
            }
        }
    }

    public void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(Names.Escape(_help, quoted: false)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        foreach (var (labels, entry) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            entry.Series.Write(text, Name, labels);
        }
    }

    private ISeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.TryGetValue(tags, out var known))
        {
            return known;
        }

        string labels = Names.Labels(tags);
        if (!_series.TryGetValue(labels, out var entry))
        {
            if (_series.Count >= MostSeries)
            {
                return null;
            }

            entry = _series.GetOrAdd(labels, new Entry(_create(), SeriesVersions.Of(tags)));
        }

        _byTags[tags] = entry.Series;
        return entry.Series;
    }

    private sealed record Entry(ISeries Series, IReadOnlyList<string> Versions);
}
