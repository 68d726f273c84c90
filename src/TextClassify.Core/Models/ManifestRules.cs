using System.Collections.Immutable;
using TextClassify.Forward;

namespace TextClassify.Models;

/// <summary>What must hold inside <see cref="ModelManifest"/>.</summary>
internal static class ManifestRules
{
    private const string Classification = "classification";

    // The product of two is an array's length.
    private const int MostWidth = 32_768;

    public static PackageRefusal? Check(ModelManifest manifest, string name, string version)
    {
        string? reason = CheckSchema(manifest) ?? CheckIdentity(manifest.Name, manifest.Version, name, version) ?? CheckKinds(manifest)
            ?? CheckLabels(manifest) ?? CheckNumbers(manifest) ?? CheckFiles(manifest.Files);
        return reason is null ? null : new PackageRefusal(ModelManifest.FileName, reason);
    }

    private static string? CheckSchema(ModelManifest manifest) => manifest.SchemaVersion == ModelManifest.CurrentSchema
        ? null
        : $"has schema version {manifest.SchemaVersion}; this build reads {ModelManifest.CurrentSchema}.";

    /// <param name="name">By the manifest.</param>
    /// <param name="version">By the manifest.</param>
    /// <param name="folderName">By the folder.</param>
    /// <param name="folderVersion">By the folder.</param>
    public static string? CheckIdentity(string name, string version, string folderName, string folderVersion)
    {
        if (!PackageNames.IsModelName(name))
        {
            return $"has the name '{name}'; a name is {PackageNames.ModelNameRule}.";
        }

        if (!PackageNames.IsVersion(version))
        {
            return $"has the version '{version}'; a version is {PackageNames.VersionRule}.";
        }

        return name != folderName ? $"names the model '{name}' in a folder named '{folderName}'."
            : version != folderVersion ? $"names the version '{version}' in a folder named '{folderVersion}'."
            : null;
    }

    private static string? CheckKinds(ModelManifest manifest)
    {
        foreach (string capability in manifest.Capabilities)
        {
            if (!Capabilities.All.Contains(capability))
            {
                return $"declares the capability '{capability}'; this build knows {string.Join(", ", Capabilities.All)}.";
            }
        }

        string task = manifest is AspectManifest ? AspectManifest.TaskName : Classification;
        return CheckArchitecture(manifest) is { } reason ? reason
            : manifest.Task != task ? $"has the task '{manifest.Task}'; this build does '{task}'."
            : manifest.Architecture == ModelManifest.Foreign ? TokenizerRules.CheckAny(manifest)
            : TokenizerRules.CheckWords(manifest);
    }

    private static string? CheckArchitecture(ModelManifest manifest)
    {
        var (able, needed) = manifest.Architecture switch
        {
            ModelManifest.Crnn => (Capabilities.OfCrnn, null),
            ModelManifest.Foreign => (
                [Capabilities.Embeddings, Capabilities.Gradients, Capabilities.HiddenStates],
                manifest.Inputs is null ? Capabilities.Embeddings : null),
            AspectManifest.ArchitectureName => (Capabilities.OfAspects, Capabilities.Aspects),
            _ => (default(ImmutableArray<string>), null as string),
        };
        if (able.IsDefault)
        {
            return $"has the architecture '{manifest.Architecture}'; this build runs '{ModelManifest.Crnn}', '{ModelManifest.Foreign}' and '{AspectManifest.ArchitectureName}'.";
        }

        if (needed is not null && !manifest.Has(needed))
        {
            return $"has the architecture '{manifest.Architecture}' without the capability '{needed}'.";
        }

        foreach (string capability in manifest.Capabilities)
        {
            if (!able.Contains(capability))
            {
                return $"declares the capability '{capability}', which the architecture '{manifest.Architecture}' does not have.";
            }
        }

        return null;
    }

    private static string? CheckLabels(ModelManifest manifest)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string label in manifest.Labels)
        {
            if (string.IsNullOrWhiteSpace(label))
            {
                return $"has an empty label at index {seen.Count}.";
            }

            if (!seen.Add(label))
            {
                return $"has the label '{label}' twice.";
            }
        }

        return seen.Count < 2 ? $"has {seen.Count} labels; a classifier has at least two."
            : seen.Count != manifest.Shape.Classes ? $"has {seen.Count} labels where its shape has {manifest.Shape.Classes} classes."
            : null;
    }

    private static string? CheckNumbers(ModelManifest manifest)
    {
        var shape = manifest.Shape;
        return !double.IsFinite(manifest.Temperature) || manifest.Temperature <= 0
                ? $"has the temperature {manifest.Temperature}; it must be finite and above 0."
            : manifest.Tokenizer.MaxTokens < 1 ? $"has a limit of {manifest.Tokenizer.MaxTokens} tokens; it must be at least 1."
            : manifest.Embedding.Rows < 2 || manifest.Embedding.Width < (manifest.Architecture == ModelManifest.Foreign ? 0 : 1)
                ? $"has an embedding of {manifest.Embedding.Rows} rows and width {manifest.Embedding.Width}; it takes at least 2 and 1."
            : CheckWidths(manifest, shape);
    }

    private static string? CheckWidths(ModelManifest manifest, ForwardShape shape)
    {
        var (fits, rule) = manifest switch
        {
            AspectManifest => (shape is { Aspects: 1, StateWidth: > 0, WordWidth: 0 }, "it takes 1, at least 1, and 0"),
            { Architecture: ModelManifest.Foreign } when manifest.Has(Capabilities.HiddenStates) =>
                (shape is { Aspects: 0, StateWidth: 0, WordWidth: > 0 }, "it takes 0, 0, and at least 1"),
            { Architecture: ModelManifest.Foreign } => (shape is { Aspects: 0, StateWidth: 0, WordWidth: 0 }, "each must be 0"),
            _ => (shape is { Aspects: > 0, StateWidth: > 0, WordWidth: > 0 }, "each must be at least 1"),
        };
        return !fits ? $"has {shape.Aspects} aspects, state width {shape.StateWidth} and word width {shape.WordWidth}; {rule}."
            : manifest is AspectManifest { Zones: { Count: < 1 } or { Width: < 1 } } aspects
                ? $"has {aspects.Zones.Count} zones of width {aspects.Zones.Width}; both must be at least 1."
            : CheckWidest(shape.Aspects, shape.StateWidth, shape.WordWidth, (manifest as AspectManifest)?.Zones.Count ?? 0, (manifest as AspectManifest)?.Zones.Width ?? 0);
    }

    public static string? CheckWidest(params ReadOnlySpan<int> widths)
    {
        foreach (int width in widths)
        {
            if (width > MostWidth)
            {
                return $"has a width of {width} in its shape; the most is {MostWidth}.";
            }
        }

        return null;
    }

    public static string? CheckFiles(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (file, hash) in files)
        {
            if (!PackageNames.IsFile(file) || file == ModelManifest.FileName)
            {
                return $"lists '{file}'; it must list the plain names of the other files.";
            }

            if (!PackageNames.IsSha256(hash))
            {
                return $"lists '{hash}' for {file}; a SHA-256 is 64 lower-case hexadecimal digits.";
            }
        }

        return null;
    }
}
