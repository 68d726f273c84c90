using System.Security.Cryptography;
using TextClassify.Text;

namespace TextClassify.Models;

/// <summary>Reads a package and believes nothing of it: the first thing that does not fit refuses the whole.</summary>
public static class PackageReader
{
    private static readonly string[] Required =
    [
        ModelManifest.ForwardFile, ModelManifest.EmbeddingFile, ModelManifest.VocabularyFile, ModelManifest.GoldenFile, ModelManifest.CardFile,
    ];

    /// <param name="files">The package.</param>
    /// <param name="name">The model's name by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public static PackageReading Read(IPackageFiles files, string name, string version)
    {
        if (!files.Names.Contains(ModelManifest.FileName))
        {
            return Refuse(ModelManifest.FileName, "is missing.");
        }

        byte[] json = ReadAll(files, ModelManifest.FileName);
        var parsed = JsonFile.Parse(ModelManifest.FileName, json, PackageJson.Default.ModelManifest);
        if (parsed.Value is not { } manifest)
        {
            return PackageReading.Refused(parsed.Refusal!);
        }

        var refusal = ManifestRules.Check(manifest, name, version) ?? CheckFiles(files, manifest);
        return refusal is null
            ? ReadContents(files, manifest, Convert.ToHexStringLower(SHA256.HashData(json)))
            : PackageReading.Refused(refusal);
    }

    private static PackageReading ReadContents(IPackageFiles files, ModelManifest manifest, string sha256)
    {
        Vocabulary vocabulary;
        try
        {
            using var stream = files.OpenRead(ModelManifest.VocabularyFile);
            vocabulary = Vocabulary.Read(stream);
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
            ModelManifest.GoldenFile, ReadAll(files, ModelManifest.GoldenFile), PackageJson.Default.IReadOnlyListGoldenText);
        if (golden.Value is not { } texts)
        {
            return PackageReading.Refused(golden.Refusal!);
        }

        ReferenceProfile? profile = null;
        if (files.Names.Contains(ReferenceProfile.FileName))
        {
            var parsed = JsonFile.Parse(
                ReferenceProfile.FileName, ReadAll(files, ReferenceProfile.FileName), PackageJson.Default.ReferenceProfile);
            if (parsed.Value is null)
            {
                return PackageReading.Refused(parsed.Refusal!);
            }

            profile = parsed.Value;
        }

        int labels = manifest.Labels.Count;
        return (GoldenRules.Check(texts, labels) ?? ProfileRules.Check(profile, labels)) is { } refusal
            ? PackageReading.Refused(refusal)
            : PackageReading.Of(new ModelPackage(manifest, sha256, vocabulary, texts, profile));
    }

    private static PackageRefusal? CheckFiles(IPackageFiles files, ModelManifest manifest)
    {
        foreach (string file in Required)
        {
            if (!manifest.Files.ContainsKey(file))
            {
                return new(ModelManifest.FileName, $"lists no SHA-256 for {file}.");
            }
        }

        foreach (string capability in manifest.Capabilities)
        {
            if (Capabilities.FileOf(capability) is { } graph && !manifest.Files.ContainsKey(graph))
            {
                return new(ModelManifest.FileName, $"declares the capability '{capability}' and lists no {graph}.");
            }
        }

        foreach (string file in files.Names)
        {
            if (file != ModelManifest.FileName && !manifest.Files.ContainsKey(file))
            {
                return new(file, $"is not listed in {ModelManifest.FileName}.");
            }
        }

        foreach (var (file, expected) in manifest.Files)
        {
            if (!files.Names.Contains(file))
            {
                return new(file, $"is missing; {ModelManifest.FileName} lists it.");
            }

            using var stream = files.OpenRead(file);
            string actual = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (actual != expected)
            {
                return new(file, $"has SHA-256 {actual} where {ModelManifest.FileName} lists {expected}.");
            }
        }

        using var embedding = files.OpenRead(ModelManifest.EmbeddingFile);
        long bytes = 2L * manifest.Embedding.Rows * manifest.Embedding.Width;
        return embedding.Length == bytes
            ? null
            : new(ModelManifest.EmbeddingFile,
                $"has {embedding.Length} bytes where {manifest.Embedding.Rows} rows of {manifest.Embedding.Width} half-precision numbers take {bytes}.");
    }

    private static byte[] ReadAll(IPackageFiles files, string name)
    {
        using var stream = files.OpenRead(name);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static PackageReading Refuse(string file, string reason) => PackageReading.Refused(new PackageRefusal(file, reason));
}
