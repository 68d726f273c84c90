using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using TextClassify.Text;

namespace TextClassify.Models;

/// <summary>Reads a package and believes nothing of it: the first thing that does not fit refuses the whole.</summary>
public static class PackageReader
{
    private static readonly string[] Shared =
        [ModelManifest.VocabularyFile, ModelManifest.GoldenFile, ModelManifest.CardFile];

    /// <param name="files">The package.</param>
    /// <param name="name">The model's name by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public static PackageReading Read(IPackageFiles files, string name, string version)
    {
        if (!files.Names.Contains(ModelManifest.FileName))
        {
            return Refuse(ModelManifest.FileName, "is missing.");
        }

        if (PackageFileRules.CheckSizes(files) is { } tooLarge)
        {
            return PackageReading.Refused(tooLarge);
        }

        byte[] json = PackageFileRules.ReadAll(files, ModelManifest.FileName);
        var (manifest, unread) = PackageFileRules.ArchitectureOf(files) == AspectManifest.ArchitectureName
            ? Parse(json, PackageJson.Default.AspectManifest)
            : Parse(json, PackageJson.Default.ModelManifest);
        if (manifest is null)
        {
            return PackageReading.Refused(unread!);
        }

        var refusal = ManifestRules.Check(manifest, name, version) ?? CheckFiles(files, manifest);
        return refusal is null
            ? ReadContents(files, manifest, Convert.ToHexStringLower(SHA256.HashData(json)))
            : PackageReading.Refused(refusal);
    }

    private static (ModelManifest? Manifest, PackageRefusal? Refusal) Parse<T>(byte[] json, JsonTypeInfo<T> type)
        where T : ModelManifest => JsonFile.Parse(ModelManifest.FileName, json, type);

    private static PackageReading ReadContents(IPackageFiles files, ModelManifest manifest, string sha256)
    {
        Vocabulary vocabulary;
        try
        {
            using var stream = files.OpenRead(ModelManifest.VocabularyFile);
            vocabulary = Vocabulary.Read(stream, manifest.Tokenizer.Special);
        }
        catch (InvalidDataException error)
        {
            return Refuse(ModelManifest.VocabularyFile, $"cannot be read: {error.Message}");
        }

        if (vocabulary.Count != manifest.Embedding.Rows)
        {
            return Refuse(
                ModelManifest.VocabularyFile, $"has {vocabulary.Count} words where {ModelManifest.FileName} gives the embedding {manifest.Embedding.Rows} rows.");
        }

        var golden = JsonFile.Parse(
            ModelManifest.GoldenFile, PackageFileRules.ReadAll(files, ModelManifest.GoldenFile), PackageJson.Default.IReadOnlyListGoldenText);
        if (golden.Value is not { } texts)
        {
            return PackageReading.Refused(golden.Refusal!);
        }

        ReferenceProfile? profile = null;
        if (files.Names.Contains(ReferenceProfile.FileName))
        {
            var parsed = JsonFile.Parse(
                ReferenceProfile.FileName, PackageFileRules.ReadAll(files, ReferenceProfile.FileName), PackageJson.Default.ReferenceProfile);
            if (parsed.Value is null)
            {
                return PackageReading.Refused(parsed.Refusal!);
            }

            profile = parsed.Value;
        }

        int labels = manifest.Labels.Count;
        return (GoldenRules.Check(texts, labels, manifest is AspectManifest) ?? ProfileRules.Check(profile, labels)) is { } refusal
            ? PackageReading.Refused(refusal)
            : PackageReading.Of(new ModelPackage(manifest, sha256, vocabulary, texts, profile));
    }

    private static PackageRefusal? CheckFiles(IPackageFiles files, ModelManifest manifest)
    {
        foreach (string capability in manifest.Capabilities)
        {
            if (Capabilities.FileOf(capability) is { } graph && !manifest.Files.ContainsKey(graph))
            {
                return new(ModelManifest.FileName, $"declares the capability '{capability}' and lists no {graph}.");
            }
        }

        string[] graphs = manifest is AspectManifest ? [AspectManifest.EncoderFile, AspectManifest.ReadoutFile] : [ModelManifest.ForwardFile];
        string[] merges = manifest.Tokenizer.Kind == TokenizerSettings.ByteLevel ? [ModelManifest.MergesFile] : [];
        string[] tables = manifest.Embedding.File is { } table ? [table] : [];
        if (PackageFileRules.Check(files, manifest.Files, [.. graphs, .. tables, .. merges, .. Shared]) is { } refusal)
        {
            return refusal;
        }

        if (tables.Length == 0)
        {
            return null;
        }

        using var embedding = files.OpenRead(tables[0]);
        return PackageFileRules.CheckTable(embedding, manifest.Embedding);
    }

    private static PackageReading Refuse(string file, string reason) => PackageReading.Refused(new PackageRefusal(file, reason));
}
