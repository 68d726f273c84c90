namespace TextClassify.Inference.Registry;

/// <summary>Whether a version answers what callers of another have come to expect: the same task, the same labels.</summary>
internal static class VersionFit
{
    /// <summary>Why one version may not stand in for another; null where it may.</summary>
    public static string? Fault(LoadedPackage one, LoadedPackage other, bool otherLabels)
    {
        if (one.Model.Manifest.Task != other.Model.Manifest.Task)
        {
            return $"{other.Name}/{other.Version} does {other.Model.Manifest.Task}, and {one.Version} does {one.Model.Manifest.Task}.";
        }

        var (before, after) = (one.Model.Labels, other.Model.Labels);
        return otherLabels || before.Order(StringComparer.Ordinal).SequenceEqual(after.Order(StringComparer.Ordinal))
            ? null
            : $"{other.Name}/{other.Version} has the labels {string.Join(", ", after)}, and {one.Version} has {string.Join(", ", before)}.";
    }
}
