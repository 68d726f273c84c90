using System.Collections.Immutable;
using System.Security.Cryptography;

namespace TextClassify.Models.Classifier;

/// <summary>
/// Reads a package that labels texts, and believes nothing of it: the first thing that does not fit refuses the whole. A kind says what its
/// packages may declare, which graphs they have and what else must hold.
/// </summary>
public abstract class ClassifierPackageReader
{
    private static readonly string[] Shared =
        [ModelManifest.VocabularyFile, ModelManifest.GoldenFile, ModelManifest.CardFile];

    /// <summary>Capabilities that a package may declare.</summary>
    protected abstract ImmutableArray<string> Able { get; }

    /// <summary>The capability that a package must declare; null for none.</summary>
    protected virtual string? Needed => null;

    /// <summary>The capability that a certain package must declare.</summary>
    protected virtual string? NeededBy(ModelManifest manifest) => Needed;

    protected virtual string Task => "classification";

    /// <summary>Graphs that a package must have, whatever it declares.</summary>
    protected virtual ImmutableArray<string> Graphs => [ModelManifest.ForwardFile];

    /// <param name="files">Of a package whose <see cref="PackageHead"/> was read.</param>
    /// <param name="name">The model's name by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public PackageReading<ClassifierPackage> Read(IPackageFiles files, string name, string version)
    {
        byte[] json = PackageFileRules.ReadAll(files, ModelManifest.FileName);
        var (manifest, unread) = Parse(json);
        if (manifest is null)
        {
            return new(unread!);
        }

        return (CheckManifest(manifest, name, version) ?? CheckFiles(files, manifest)) is { } refusal
            ? new(refusal)
            : ReadContents(files, manifest, Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    protected virtual (ModelManifest? Manifest, PackageRefusal? Refusal) Parse(ReadOnlySpan<byte> json) =>
        JsonFile.Parse(ModelManifest.FileName, json, PackageJson.Default.ModelManifest);

    /// <summary>Whether the widths are those of the kind; the rule says what they must be.</summary>
    protected abstract (bool Fits, string Rule) Fit(ForwardShape shape);

    /// <summary>What is wrong with how a text comes to the graph: tokenizer, special tokens, inputs; null for nothing.</summary>
    protected virtual string? CheckReading(ModelManifest manifest) => TokenizerRules.CheckWords(manifest);

    /// <summary>What is wrong with the rest of a manifest; null for nothing.</summary>
    protected virtual string? CheckOwn(ModelManifest manifest) => null;

    /// <summary>What is wrong with what a golden text says beside its scores; null for nothing.</summary>
    protected virtual string? CheckOwn(GoldenText text, int index) => text.Sources is not null
        ? $"has sources at index {index} where {ModelManifest.FileName} is of a model of single texts."
        : text.Aspect is null && text.Tagged is null
        ? null
        : $"has an aspect at index {index} where {ModelManifest.FileName} is of a model without aspects.";

    private PackageRefusal? CheckManifest(ModelManifest manifest, string name, string version)
    {
        string? reason = ManifestRules.CheckSchema(manifest, ModelManifest.CurrentSchema)
            ?? ManifestRules.CheckIdentity(manifest, name, version)
            ?? ClassifierManifestRules.CheckCapabilities(manifest, Able, NeededBy(manifest))
            ?? ClassifierManifestRules.CheckTask(manifest, Task)
            ?? CheckReading(manifest)
            ?? ClassifierManifestRules.CheckLabels(manifest)
            ?? ClassifierManifestRules.CheckNumbers(manifest)
            ?? ClassifierManifestRules.CheckOutputs(manifest)
            ?? CheckShape(manifest.Shape)
            ?? CheckOwn(manifest)
            ?? ManifestRules.CheckFiles(manifest.Files);
        return reason is null ? null : new PackageRefusal(ModelManifest.FileName, reason);
    }

    private string? CheckShape(ForwardShape shape)
    {
        var (fits, rule) = Fit(shape);
        return fits
            ? ManifestRules.CheckWidest(shape.Aspects, shape.StateWidth, shape.WordWidth)
            : $"has {shape.Aspects} aspects, state width {shape.StateWidth} and word width {shape.WordWidth}; {rule}.";
    }

    private PackageRefusal? CheckFiles(IPackageFiles files, ModelManifest manifest)
    {
        foreach (string capability in manifest.Capabilities)
        {
            if (Capabilities.FileOf(capability) is { } graph && !manifest.Files.ContainsKey(graph))
            {
                return new(ModelManifest.FileName, $"declares the capability '{capability}' and lists no {graph}.");
            }
        }

        string[] merges = manifest.Tokenizer.Kind == TokenizerSettings.ByteLevel ? [ModelManifest.MergesFile] : [];
        string[] tables = manifest.Embedding.File is { } table ? [table] : [];
        if (PackageFileRules.Check(files, manifest.Files, [.. Graphs, .. tables, .. merges, .. Shared]) is { } refusal)
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

    private PackageReading<ClassifierPackage> ReadContents(IPackageFiles files, ModelManifest manifest, string sha256)
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
                ModelManifest.VocabularyFile,
                $"has {vocabulary.Count} words where {ModelManifest.FileName} gives the embedding {manifest.Embedding.Rows} rows.");
        }

        var (texts, unread) = JsonFile.Read(files, ModelManifest.GoldenFile, PackageJson.Default.IReadOnlyListGoldenText);
        if (texts is null)
        {
            return new(unread!);
        }

        ReferenceProfile? profile = null;
        if (files.Names.Contains(ReferenceProfile.FileName))
        {
            (profile, unread) = JsonFile.Read(files, ReferenceProfile.FileName, PackageJson.Default.ReferenceProfile);
            if (profile is null)
            {
                return new(unread!);
            }
        }

        int labels = manifest.Labels.Count;
        bool independent = manifest.Scale.Independent;
        return (GoldenRules.Check(texts, labels, independent, CheckOwn) ?? ProfileRules.Check(profile, labels)) is { } refusal
            ? new(refusal)
            : new(new ClassifierPackage(manifest, sha256, vocabulary, texts, profile));
    }

    private static PackageReading<ClassifierPackage> Refuse(string file, string reason) => new(new PackageRefusal(file, reason));
}
