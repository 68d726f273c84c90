using TextClassify.Forward;

namespace TextClassify.Models;

/// <summary>What must hold inside <see cref="ModelManifest"/>.</summary>
internal static class ManifestRules
{
    private const string Architecture = "crnn";
    private const string Task = "classification";
    private const string Tokenizer = "word";

    public static PackageRefusal? Check(ModelManifest manifest, string name, string version)
    {
        string? reason = CheckSchema(manifest) ?? CheckIdentity(manifest, name, version) ?? CheckKinds(manifest)
            ?? CheckLabels(manifest) ?? CheckNumbers(manifest) ?? CheckFiles(manifest.Files);
        return reason is null ? null : new PackageRefusal(ModelManifest.FileName, reason);
    }

    private static string? CheckSchema(ModelManifest manifest) => manifest.SchemaVersion == ModelManifest.CurrentSchema
        ? null
        : $"has schema version {manifest.SchemaVersion}; this build reads {ModelManifest.CurrentSchema}.";

    private static string? CheckIdentity(ModelManifest manifest, string name, string version)
    {
        if (!PackageNames.IsModelName(manifest.Name))
        {
            return $"has the name '{manifest.Name}'; a name is {PackageNames.ModelNameRule}.";
        }

        if (!PackageNames.IsVersion(manifest.Version))
        {
            return $"has the version '{manifest.Version}'; a version is {PackageNames.VersionRule}.";
        }

        return manifest.Name != name ? $"names the model '{manifest.Name}' in a folder named '{name}'."
            : manifest.Version != version ? $"names the version '{manifest.Version}' in a folder named '{version}'."
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

        return manifest.Architecture != Architecture
                ? $"has the architecture '{manifest.Architecture}'; this build runs '{Architecture}'."
            : manifest.Task != Task ? $"has the task '{manifest.Task}'; this build does '{Task}'."
            : manifest.Tokenizer.Kind != Tokenizer
                ? $"has the tokenizer '{manifest.Tokenizer.Kind}'; this build has '{Tokenizer}'."
            : null;
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
            : shape.Aspects < 1 || shape.StateWidth < 1 || shape.WordWidth < 1
                ? $"has {shape.Aspects} aspects, state width {shape.StateWidth} and word width {shape.WordWidth}; each must be at least 1."
            : null;
    }

    private static string? CheckFiles(IReadOnlyDictionary<string, string> files)
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
