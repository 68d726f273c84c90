using TextClassify.Forward;

namespace TextClassify.Models;

/// <summary>What must hold inside <see cref="ModelManifest"/>.</summary>
internal static class ManifestRules
{
    private const string Task = "classification";
    private const string Tokenizer = "word";

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

        return CheckArchitecture(manifest) is { } reason ? reason
            : manifest.Task != Task ? $"has the task '{manifest.Task}'; this build does '{Task}'."
            : manifest.Tokenizer.Kind != Tokenizer
                ? $"has the tokenizer '{manifest.Tokenizer.Kind}'; this build has '{Tokenizer}'."
            : null;
    }

    private static string? CheckArchitecture(ModelManifest manifest)
    {
        if (manifest.Architecture is not (ModelManifest.Crnn or ModelManifest.Foreign))
        {
            return $"has the architecture '{manifest.Architecture}'; this build runs '{ModelManifest.Crnn}' and '{ModelManifest.Foreign}'.";
        }

        bool foreign = manifest.Architecture == ModelManifest.Foreign;
        if (foreign && !manifest.Has(Capabilities.Embeddings))
        {
            return $"has the architecture '{ModelManifest.Foreign}' without the capability '{Capabilities.Embeddings}'.";
        }

        foreach (string capability in manifest.Capabilities)
        {
            bool fits = foreign ? capability is Capabilities.Embeddings or Capabilities.Gradients : capability is not Capabilities.Embeddings;
            if (!fits)
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
        ForwardShape shape = manifest.Shape;
        return !double.IsFinite(manifest.Temperature) || manifest.Temperature <= 0
                ? $"has the temperature {manifest.Temperature}; it must be finite and above 0."
            : manifest.Tokenizer.MaxTokens < 1 ? $"has a limit of {manifest.Tokenizer.MaxTokens} tokens; it must be at least 1."
            : manifest.Embedding.Rows < 2 || manifest.Embedding.Width < 1
                ? $"has an embedding of {manifest.Embedding.Rows} rows and width {manifest.Embedding.Width}; it takes at least 2 and 1."
            : CheckWidths(shape, manifest.Architecture == ModelManifest.Foreign);
    }

    private static string? CheckWidths(ForwardShape shape, bool foreign)
    {
        bool fits = foreign
            ? shape is { Aspects: 0, StateWidth: 0, WordWidth: 0 }
            : shape is { Aspects: > 0, StateWidth: > 0, WordWidth: > 0 };
        return fits
            ? null
            : $"has {shape.Aspects} aspects, state width {shape.StateWidth} and word width {shape.WordWidth}; each must be {(foreign ? "0" : "at least 1")}.";
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
