using System.Security.Cryptography;

namespace TextClassify.Models;

/// <summary>What must hold between the files of a package and the hashes its manifest lists.</summary>
public static class PackageFileRules
{
    /// <summary>Most bytes of a file that is read whole; the largest that ships has 0.8 MB.</summary>
    private const int MostBytes = 64 << 20;

    private static readonly string[] ReadWhole =
    [
        ModelManifest.FileName,
        ModelManifest.VocabularyFile,
        ModelManifest.MergesFile,
        ModelManifest.GoldenFile,
        ReferenceProfile.FileName,
        ReferenceCorpus.FileName,
    ];

    /// <summary>What the names of reference maps begin with, which lie beside the model and are no matter of this folder.</summary>
    private const string MapPrefix = "map-";

    /// <summary>Whether the files that are taken into memory fit there.</summary>
    public static PackageRefusal? CheckSizes(IPackageFiles files)
    {
        foreach (string file in files.Names)
        {
            bool whole = file.StartsWith(MapPrefix, StringComparison.Ordinal) || Array.IndexOf(ReadWhole, file) >= 0;
            if (whole && LengthOf(files, file) is > MostBytes and var length)
            {
                return new(file, $"has {length} bytes; the most is {MostBytes}.");
            }
        }

        return null;
    }

    /// <param name="files">The package.</param>
    /// <param name="listed">SHA-256 by file name, as the manifest has them.</param>
    /// <param name="required">Files that must be listed.</param>
    public static PackageRefusal? Check(IPackageFiles files, IReadOnlyDictionary<string, string> listed, ReadOnlySpan<string> required)
    {
        foreach (string file in required)
        {
            if (!listed.ContainsKey(file))
            {
                return new(ModelManifest.FileName, $"lists no SHA-256 for {file}.");
            }
        }

        foreach (string file in files.Names)
        {
            if (file != ModelManifest.FileName && !listed.ContainsKey(file))
            {
                return new(file, $"is not listed in {ModelManifest.FileName}.");
            }
        }

        foreach (var (file, expected) in listed)
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

        return null;
    }

    /// <summary>Whether the table of a shape is as long as that says.</summary>
    public static PackageRefusal? CheckTable(Stream table, EmbeddingShape shape)
    {
        string file = shape.File ?? ModelManifest.EmbeddingFile;
        long bytes = shape.Bytes;
        return table.Length == bytes
            ? bytes <= int.MaxValue ? null : new(file, $"has {bytes} bytes; the most is {int.MaxValue}.")
            : new(file,
                $"has {table.Length} bytes where {shape.Rows} rows of {shape.Width} {NumbersOf(shape)} take {bytes}.");
    }

    private static string NumbersOf(EmbeddingShape shape) => shape.Precision switch
    {
        EmbeddingShape.SinglePrecision => "single-precision numbers",
        EmbeddingShape.BytePrecision => "bytes and their scales",
        _ => "half-precision numbers",
    };

    public static byte[] ReadAll(IPackageFiles files, string name)
    {
        using var stream = files.OpenRead(name);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static long LengthOf(IPackageFiles files, string name)
    {
        using var stream = files.OpenRead(name);
        return stream.Length;
    }
}
