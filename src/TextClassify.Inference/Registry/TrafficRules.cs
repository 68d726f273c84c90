using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>What a model's traffic becomes by a change, or why it may not. Changes nothing itself.</summary>
internal sealed class TrafficRules(PackageFolder folder)
{
    /// <summary>The traffic is null where nothing changes.</summary>
    public (ModelChange Change, ModelTraffic? Traffic) Activate(ModelSnapshot current, string name, string version, bool otherLabels)
    {
        if (current.Package(name, version) is not { } package)
        {
            return (NotLoaded(name, version), null);
        }

        var traffic = current.TrafficOf(name)!;
        if (traffic.Active == version)
        {
            return (ModelChange.Done(package), null);
        }

        if (VersionFit.Fault(current.Package(name, traffic.Active)!, package, otherLabels) is { } unlike)
        {
            return (ModelChange.Forbidden(unlike), null);
        }

        return (ModelChange.Done(package), traffic with
        {
            Active = version,
            Previous = traffic.Active,
            Canary = traffic.Canary?.Version == version ? null : traffic.Canary,
            Shadow = traffic.Shadow == version ? null : traffic.Shadow,
        });
    }

    /// <summary>Done, with the package, when nothing uses the version.</summary>
    public ModelChange Unload(ModelSnapshot current, string name, string version)
    {
        if (current.Package(name, version) is not { } package)
        {
            return NotLoaded(name, version);
        }

        var traffic = current.TrafficOf(name)!;
        string? use = traffic.Active == version ? "is active; activate another version first"
            : traffic.Canary?.Version == version ? "takes a share of the traffic; end the canary first"
            : traffic.Shadow == version ? "is compared with the active one; end the shadow first"
            : null;
        return use is null ? ModelChange.Done(package) : ModelChange.Forbidden($"{name}/{version} {use}.");
    }

    /// <summary>Done, with the active package. A canary that is suspended stays so until it has answered its golden text.</summary>
    public (ModelChange Change, ModelTraffic? Traffic) Set(ModelSnapshot current, string name, CanaryTraffic? canary, string? shadow)
    {
        if (current.TrafficOf(name) is not { } traffic)
        {
            return (ModelChange.Unknown(name), null);
        }

        var active = current.Package(name, traffic.Active)!;
        foreach (string? version in (string?[])[canary?.Version, shadow])
        {
            if (version is null)
            {
                continue;
            }

            if (current.Package(name, version) is not { } package)
            {
                return (NotLoaded(name, version), null);
            }

            string? reason = version == traffic.Active
                ? $"{name}/{version} is active; a canary or shadow is another version."
                : VersionFit.Fault(active, package, otherLabels: false);
            if (reason is not null)
            {
                return (ModelChange.Forbidden(reason), null);
            }
        }

        if (shadow is not null && active.Model is not ITextClassifier)
        {
            return (ModelChange.Forbidden($"{name} is no classifier, and only the answers of classifiers are compared."), null);
        }

        bool suspended = traffic.Canary is { Suspended: true } before && before.Version == canary?.Version;
        canary = canary is null ? null : canary with { Suspended = suspended };
        return (ModelChange.Done(active), traffic with { Canary = canary, Shadow = shadow });
    }

    /// <summary>Null where nothing changes: the canary is another by now, or is so already.</summary>
    public static ModelTraffic? Suspend(ModelSnapshot current, string name, string version, bool suspended) =>
        current.TrafficOf(name) is { Canary: { } canary } traffic && canary.Version == version && canary.Suspended != suspended
            ? traffic with { Canary = canary with { Suspended = suspended } }
            : null;

    private ModelChange NotLoaded(string name, string version) => folder.Place(name, version) is null
        ? ModelChange.Unknown(name, version)
        : ModelChange.Forbidden($"{name}/{version} is not loaded; load it first.");
}
