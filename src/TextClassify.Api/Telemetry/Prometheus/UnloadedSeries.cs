namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>
/// Ends the series of versions that are not loaded any more, so that labels do not grow with every release. Looked at before each scrape;
/// safe for concurrent use.
/// </summary>
internal sealed class UnloadedSeries(MetricStore store, IModelRegistry registry, TimeProvider time)
{
    /// <summary>
    /// Counted from the first scrape without the version, so that its last values have been fetched, and as long as the longest window of
    /// the rules in
    /// <c>deploy/prometheus</c>: a <c>rate()</c> over it sees all that was counted. A version that is loaded again counts on within it and
    /// from zero after, which
    /// <c>rate()</c> takes for a restart.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _missingSince = new(StringComparer.Ordinal);

    public void Sweep()
    {
        lock (_lock)
        {
            var loaded = registry.Current.Packages.Concat(registry.Draining).Select(
                package => $"{package.Name}/{package.Version}").ToHashSet(StringComparer.Ordinal);
            var missing = store.Versions();
            missing.ExceptWith(loaded);
            foreach (string back in _missingSince.Keys.Except(missing).ToArray())
            {
                _missingSince.Remove(back);
            }

            foreach (string version in missing)
            {
                if (!_missingSince.TryGetValue(version, out long since))
                {
                    _missingSince[version] = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(since) >= Kept)
                {
                    store.Drop(version);
                    _missingSince.Remove(version);
                }
            }
        }
    }
}
