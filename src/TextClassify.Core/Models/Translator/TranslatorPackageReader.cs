using System.Security.Cryptography;
using TextClassify.Translation;

namespace TextClassify.Models.Translator;

/// <summary>Reads a translator's package and believes nothing of it: the first thing that does not fit refuses the whole.</summary>
public static class TranslatorPackageReader
{
    /// <summary>Most symbols of a text that a package may allow.</summary>
    public const int MostSymbols = 1_000;

    private static readonly string[] Required =
    [
        TranslatorManifest.ReadFile, TranslatorManifest.WriteFile, ModelManifest.VocabularyFile, ModelManifest.GoldenFile,
        ModelManifest.CardFile,
    ];

    /// <param name="files">Of a package whose <see cref="PackageHead"/> was read.</param>
    /// <param name="name">The model's name by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public static PackageReading<TranslatorPackage> Read(IPackageFiles files, string name, string version)
    {
        byte[] json = PackageFileRules.ReadAll(files, ModelManifest.FileName);
        var (manifest, unread) = JsonFile.Parse(ModelManifest.FileName, json, TranslatorPackageJson.Strict.TranslatorManifest);
        if (manifest is null)
        {
            return new(unread!);
        }

        if ((CheckManifest(manifest, name, version) ?? PackageFileRules.Check(files, manifest.Files, Required)) is { } refusal)
        {
            return new(refusal);
        }

        var (golden, noGolden) = JsonFile.Read(
            files, ModelManifest.GoldenFile, TranslatorPackageJson.Strict.IReadOnlyListGoldenTranslation);
        if ((noGolden ?? CheckGolden(golden!, manifest)) is { } unfit)
        {
            return new(unfit);
        }

        try
        {
            using var stream = files.OpenRead(ModelManifest.VocabularyFile);
            var vocabulary = SymbolVocabulary.Read(stream);
            return vocabulary.Count == manifest.Shape.Symbols
                ? new(new TranslatorPackage(manifest, Convert.ToHexStringLower(SHA256.HashData(json)), vocabulary, golden!))
                : Refuse($"has {vocabulary.Count} rows where {ModelManifest.FileName} has {manifest.Shape.Symbols} symbols.");
        }
        catch (InvalidDataException error)
        {
            return Refuse($"cannot be read: {error.Message}");
        }
    }

    private static PackageRefusal? CheckManifest(TranslatorManifest manifest, string name, string version)
    {
        var shape = manifest.Shape;
        string? reason = ManifestRules.CheckSchema(manifest, TranslatorManifest.CurrentSchema) is { } schema ? schema
            : manifest.Architecture != TranslatorManifest.ArchitectureName || manifest.Task != TranslatorManifest.TaskName
                ? $"has the architecture '{manifest.Architecture}' and the task '{manifest.Task}'; this build runs "
                    + $"'{TranslatorManifest.ArchitectureName}' for '{TranslatorManifest.TaskName}'."
            : shape.Symbols is <= SymbolVocabulary.Reserved or > SymbolVocabulary.MaxCount
                || shape.MaxSymbols is < 1 or > MostSymbols || shape.ReaderWidth < 1 || shape.WriterWidth < 1
                ? $"has {shape.Symbols} symbols, texts of at most {shape.MaxSymbols} and widths {shape.ReaderWidth} and "
                    + $"{shape.WriterWidth}; it takes {SymbolVocabulary.Reserved + 1} to {SymbolVocabulary.MaxCount} symbols, texts of "
                    + $"1 to {MostSymbols} and widths of at least 1."
            : ManifestRules.CheckWidest(shape.ReaderWidth, shape.WriterWidth)
                ?? ManifestRules.CheckIdentity(manifest, name, version)
                ?? ManifestRules.CheckFiles(manifest.Files);
        return reason is null ? null : new PackageRefusal(ModelManifest.FileName, reason);
    }

    private static PackageRefusal? CheckGolden(IReadOnlyList<GoldenTranslation> golden, TranslatorManifest manifest)
    {
        string? reason = golden.Count == 0 ? "has no text." : null;
        for (int index = 0; index < golden.Count && reason is null; index++)
        {
            // The serializer takes null in a list, whatever the list's type says.
            var text = golden[index];
            int symbols = text is null ? 0 : Symbols.Cut(text.Source, manifest.Notation).Count;
            reason = symbols < 1 || symbols > manifest.Shape.MaxSymbols
                ? $"has a source of {symbols} symbols at index {index}; it must have 1 to {manifest.Shape.MaxSymbols}."
                : !(text!.LogProbability <= 0)
                    ? $"has a log probability of {text.LogProbability} at index {index}; it must be at most 0."
                    : null;
        }

        return reason is null ? null : new PackageRefusal(ModelManifest.GoldenFile, reason);
    }

    private static PackageReading<TranslatorPackage> Refuse(string reason) =>
        new(new PackageRefusal(ModelManifest.VocabularyFile, reason));
}
