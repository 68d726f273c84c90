using TextClassify.Inference.Traffic;

namespace TextClassify.Api.Models;

internal static class VersionStates
{
    public static string Of(LoadedPackage package, ModelSnapshot current) =>
        current.Package(package.Name, package.Version) != package ? "draining" : Of(package.Name, package.Version, current);

    /// <summary>Of a loaded version.</summary>
    public static string Of(string name, string version, ModelSnapshot current)
    {
        var traffic = current.TrafficOf(name);
        return traffic?.Active == version ? "active"
            : traffic?.Canary is { } canary && canary.Version == version ? (canary.Suspended ? "suspended" : "canary")
            : traffic?.Shadow == version ? "shadow"
            : "ready";
    }

    /// <summary>Null when no version of the model is loaded.</summary>
    public static TrafficDescription? Describe(IModelRegistry registry, string name)
    {
        var current = registry.Current;
        if (current.TrafficOf(name) is not { } traffic)
        {
            return null;
        }

        var loaded = current.Packages.Concat(registry.Draining)
            .Where(package => package.Name == name)
            .Select(package => new VersionState(package.Version, Of(package, current), package.Model.Sha256, package.Leases))
            .ToList();
        var refused = current.Refused.Where(package => package.Name == name)
            .Select(package => new VersionState(package.Version, "refused", Reason: package.Refusal.ToString()));
        loaded.AddRange(refused.Where(one => loaded.All(other => other.Version != one.Version)));
        loaded.AddRange(
            registry.Stored(name).Where(
                version => loaded.All(one => one.Version != version)).Select(version => new VersionState(version, "stored")).ToArray());
        return new TrafficDescription(
            name,
            traffic.Active,
            traffic.Previous,
            traffic.Canary is { } canary ? new CanaryShare(canary.Version, canary.Weight) : null,
            traffic.Shadow is { } shadow ? new ShadowVersion(shadow) : null,
            [.. loaded.OrderBy(one => one.Version, VersionOrder.Comparer)]);
    }
}
