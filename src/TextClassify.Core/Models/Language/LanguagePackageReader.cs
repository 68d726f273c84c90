using System.Collections.Immutable;
using System.Security.Cryptography;

namespace TextClassify.Models.Language;

/// <summary>Reads a language model's package and believes nothing of it: the first thing that does not fit refuses the whole.</summary>
public static class LanguagePackageReader
{
    private const string Profile = ReferenceProfile.FileName;

    /// <summary>What the training tool's own packages give.</summary>
    public static ImmutableArray<string> Given { get; } = [Capabilities.Gradients];

    private static readonly string[] Required =
    [
        ModelManifest.ForwardFile, LanguageManifest.StepFile, ModelManifest.VocabularyFile, ModelManifest.GoldenFile, Profile,
        ModelManifest.CardFile,
    ];

    /// <param name="files">Of a package whose <see cref="PackageHead"/> was read.</param>
    /// <param name="name">The model's name by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public static PackageReading<LanguagePackage> Read(IPackageFiles files, string name, string version)
    {
        byte[] json = PackageFileRules.ReadAll(files, ModelManifest.FileName);
        var (manifest, unread) = JsonFile.Parse(ModelManifest.FileName, json, LanguagePackageJson.Strict.LanguageManifest);
        if (manifest is null)
        {
            return new(unread!);
        }

        if ((CheckManifest(manifest, name, version)
            ?? PackageFileRules.Check(files, manifest.Files, FilesOf(manifest))
            ?? CheckTable(files, manifest)) is { } refusal)
        {
            return new(refusal);
        }

        var (golden, noGolden) = JsonFile.Read(files, ModelManifest.GoldenFile, LanguagePackageJson.Strict.IReadOnlyListGoldenSurprisal);
        var (profile, noProfile) = JsonFile.Read(files, Profile, LanguagePackageJson.Strict.LanguageProfile);
        if (golden is null || profile is null)
        {
            return new((noGolden ?? noProfile)!);
        }

        if ((CheckGolden(golden, manifest.Embedding is not null) ?? CheckProfile(profile)) is { } unfit)
        {
            return new(unfit);
        }

        try
        {
            using var stream = files.OpenRead(ModelManifest.VocabularyFile);
            var vocabulary = CharacterVocabulary.Read(stream);
            return vocabulary.Count == manifest.Shape.Characters
                ? new(new LanguagePackage(manifest, Convert.ToHexStringLower(SHA256.HashData(json)), vocabulary, golden, profile))
                : Refuse(ModelManifest.VocabularyFile, $"has {vocabulary.Count} rows where {ModelManifest.FileName} has "
                    + $"{manifest.Shape.Characters} characters.");
        }
        catch (InvalidDataException error)
        {
            return Refuse(ModelManifest.VocabularyFile, $"cannot be read: {error.Message}");
        }
    }

    private static PackageRefusal? CheckManifest(LanguageManifest manifest, string name, string version)
    {
        var shape = manifest.Shape;
        string? reason = ManifestRules.CheckSchema(manifest, LanguageManifest.CurrentSchema) is { } schema ? schema
            : manifest.Architecture != LanguageManifest.ArchitectureName || manifest.Task != LanguageManifest.TaskName
                ? $"has the architecture '{manifest.Architecture}' and the task '{manifest.Task}'; this build runs "
                    + $"'{LanguageManifest.ArchitectureName}' for '{LanguageManifest.TaskName}'."
            : shape.Characters is < 3 or > CharacterVocabulary.MaxCount
                || shape.Layers < 1 || shape.StateWidth < 1 || shape.Zones < 1 || shape.ZoneWidth < 1
                ? $"has {shape.Characters} characters, {shape.Layers} layers, state width {shape.StateWidth} and {shape.Zones} zones of "
                    + $"width {shape.ZoneWidth}; it takes 3 to {CharacterVocabulary.MaxCount} characters and at least 1 of the others."
            : ManifestRules.CheckWidest(shape.Layers, shape.StateWidth, shape.Zones, shape.ZoneWidth)
                ?? ManifestRules.CheckIdentity(manifest, name, version)
                ?? CheckCapabilities(manifest)
                ?? ManifestRules.CheckFiles(manifest.Files);
        return reason is null ? null : new PackageRefusal(ModelManifest.FileName, reason);
    }

    /// <summary>Gradients are of embeddings, so the package has both or neither.</summary>
    private static string? CheckCapabilities(LanguageManifest manifest)
    {
        foreach (string capability in manifest.Capabilities ?? [])
        {
            if (!Given.Contains(capability))
            {
                return $"declares the capability '{capability}'; a language model has {string.Join(", ", Given)} or none.";
            }
        }

        bool declared = manifest.Capabilities is { Count: > 0 };
        return manifest.Embedding switch
        {
            null => declared ? $"declares the capability '{Capabilities.Gradients}' and no embedding." : null,
            _ when !declared =>
                $"has an embedding and does not declare the capability '{Capabilities.Gradients}', which is what it is for.",
            { Rows: var rows, Width: var width } => rows == manifest.Shape.Characters && width >= 1
                ? null
                : $"has an embedding of {rows} rows and width {width}; it takes {manifest.Shape.Characters} rows, one a character, and a "
                    + "width of at least 1.",
        };
    }

    private static string[] FilesOf(LanguageManifest manifest) =>
        manifest.Embedding is null ? Required : [.. Required, ModelManifest.ExplainFile, ModelManifest.EmbeddingFile];

    private static PackageRefusal? CheckTable(IPackageFiles files, LanguageManifest manifest)
    {
        if (manifest.Embedding is not { } embedding)
        {
            return null;
        }

        using var stream = files.OpenRead(ModelManifest.EmbeddingFile);
        return PackageFileRules.CheckTable(stream, embedding);
    }

    private static PackageRefusal? CheckGolden(IReadOnlyList<GoldenSurprisal> golden, bool withGradients)
    {
        string? reason = golden.Count == 0 ? "has no text." : null;
        for (int index = 0; index < golden.Count && reason is null; index++)
        {
            // The serializer takes null in a list, whatever the list's type says.
            var text = golden[index];
            reason = text is null || text.Text.Length == 0 ? $"has an empty text at index {index}."
                : !withGradients && text.GradientXInput is not null ? $"has gradients at index {index} where {ModelManifest.FileName} "
                    + "declares none."
                : null;
            foreach (double bits in text?.Bits ?? [])
            {
                reason ??= bits >= 0 && double.IsFinite(bits) ? null : $"has a surprisal of {bits} bits at index {index}; it must be "
                    + "finite and not below 0.";
            }
        }

        return reason is null ? null : new PackageRefusal(ModelManifest.GoldenFile, reason);
    }

    private static PackageRefusal? CheckProfile(LanguageProfile profile)
    {
        string? reason = profile.SchemaVersion != LanguageProfile.CurrentSchema
                ? $"has schema version {profile.SchemaVersion}; this build reads {LanguageProfile.CurrentSchema}."
            : profile.Texts < 1 || profile.PassageLength < 1 ? $"counts {profile.Texts} texts of {profile.PassageLength} characters; "
                + "both must be at least 1."
            : profile.BitsPercentiles.Count != LanguageProfile.Percentiles
                ? $"has {profile.BitsPercentiles.Count} percentiles; it must have {LanguageProfile.Percentiles}."
            : !Rises(profile.BitsPercentiles) ? "has percentiles that fall."
            : null;
        return reason is null ? null : new PackageRefusal(Profile, reason);
    }

    private static bool Rises(IReadOnlyList<double> values)
    {
        for (int i = 1; i < values.Count; i++)
        {
            if (!(values[i] >= values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static PackageReading<LanguagePackage> Refuse(string file, string reason) => new(new PackageRefusal(file, reason));
}
