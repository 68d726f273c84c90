using System.Collections.Concurrent;

namespace TextClassify.Api.Probes;

/// <summary>What the golden texts said last, by package. Safe for concurrent use.</summary>
internal sealed class ProbeBoard(IOptions<HealthOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public void Right(ILoadedModel model) => _entries[model.Sha256] = new Entry(time.GetTimestamp(), true);

    /// <summary>True when the answer before was right.</summary>
    public bool Wrong(ILoadedModel model)
    {
        var before = _entries.GetValueOrDefault(model.Sha256);
        _entries[model.Sha256] = new Entry(before?.At, false);
        return before?.IsRight ?? true;
    }

    /// <summary>Forgets packages that serve no more.</summary>
    public void Keep(IEnumerable<ILoadedModel> models)
    {
        foreach (string gone in _entries.Keys.Except(models.Select(model => model.Sha256)).ToArray())
        {
            _entries.TryRemove(gone, out _);
        }
    }

    /// <summary>Null when every active model answered rightly, and lately.</summary>
    public string? Fault(ModelSnapshot models)
    {
        foreach (var model in Active(models))
        {
            if (Fault(model) is { } fault)
            {
                return $"{model.Manifest.Name}/{model.Manifest.Version} {fault}.";
            }
        }

        return null;
    }

    /// <summary>Null when the model answered rightly, and lately.</summary>
    public string? Fault(ILoadedModel model)
    {
        var entry = _entries.GetValueOrDefault(model.Sha256);
        return entry is { IsRight: false } ? "does not answer its golden text as it should"
            : entry?.At is not { } at || time.GetElapsedTime(at) > options.Value.ProbeMaxAge
                ? $"has not answered its golden text in the last {options.Value.ProbeMaxAge.TotalSeconds:0.###} s"
            : null;
    }

    /// <summary>Seconds since the last right answer of what is probed; infinite before the first.</summary>
    public IEnumerable<(ISelfChecking Model, double Age, bool Right)> Ages(ModelSnapshot models) =>
        Active(models).Concat(Canaries(models)).Select(model => _entries.GetValueOrDefault(model.Sha256) is { } entry
            ? (model, entry.At is { } at ? time.GetElapsedTime(at).TotalSeconds : double.PositiveInfinity, entry.IsRight)
            : (model, double.PositiveInfinity, false));

    /// <summary>The versions that answer when a request names none.</summary>
    public static IEnumerable<ISelfChecking> Active(ModelSnapshot models) =>
        models.All<ISelfChecking>().Where(model => models.ActiveVersion(model.Manifest.Name) == model.Manifest.Version);

    /// <summary>The versions that answer a share of those requests, or would if they were not suspended.</summary>
    public static IEnumerable<ISelfChecking> Canaries(ModelSnapshot models) =>
        models.All<ISelfChecking>().Where(model => models.TrafficOf(model.Manifest.Name)?.Canary?.Version == model.Manifest.Version);

    private sealed record Entry(long? At, bool IsRight);
}
