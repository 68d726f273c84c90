using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>
/// Listens to the meters of this host, and of the runtime and the server, and keeps what they count. Safe for concurrent use.
/// The exporters at hand make a series at its first measurement or forget it when it rests; here a declared series is there from the start,
/// at zero.
/// </summary>
internal sealed class MetricStore : IDisposable
{
    private const string Own = "TextClassify";

    private static readonly string[] Others = ["System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _scrape = new();
    private readonly IMeterFactory _host;
    private readonly MeterListener _listener = new();

    public MetricStore(IMeterFactory host)
    {
        _host = host;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Listens(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Makes a series at zero.</summary>
    public void Declare(Instrument instrument, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        FamilyOf(instrument).Declare(tags);

    /// <summary>The versions of models that kept series are about, as name/version.</summary>
    public HashSet<string> Versions() => _families.Values.SelectMany(family => family.Versions).ToHashSet(StringComparer.Ordinal);

    /// <summary>Ends the series of a version.</summary>
    public void Drop(string version)
    {
        foreach (var family in _families.Values)
        {
            family.Drop(version);
        }
    }

    /// <summary>Prometheus text format 0.0.4, families by name.</summary>
    public string Write()
    {
        var text = new StringBuilder(16_384);
        lock (_scrape)
        {
            foreach (var family in _families.Values)
            {
                family.BeginObservation();
            }

            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Meters of another host in the same process are not this one's.</summary>
    private bool Listens(Meter meter) =>
        (meter.Scope is null || ReferenceEquals(meter.Scope, _host))
        && (meter.Name.StartsWith(Own, StringComparison.Ordinal) || Others.Contains(meter.Name));

    private Family FamilyOf(Instrument instrument) =>
        _families.GetOrAdd(Names.OfFamily(instrument), static (name, made) => Family.Of(name, made), instrument);
}
