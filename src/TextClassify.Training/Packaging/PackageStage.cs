using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Training.Packaging;

/// <summary>
/// A package in the making: <c>OUT/.NAME-VERSION.partial/NAME/VERSION</c>, on the same disk as its place, so that one rename publishes it
/// and a reader never sees half a package.
/// </summary>
internal sealed class PackageStage : IDisposable
{
    private readonly string _root;

    public PackageStage(string outFolder, string name, string version)
    {
        _root = Path.Combine(outFolder, $".{name}-{version}.partial");
        Target = Path.Combine(outFolder, name, version);
        Folder = Path.Combine(_root, name, version);
        Discard(_root);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where files are written.</summary>
    public string Folder { get; }

    /// <summary>Where the package will stand.</summary>
    public string Target { get; }

    public void Write(string file, Action<Stream> write)
    {
        using var stream = File.Create(Path.Combine(Folder, file));
        write(stream);
    }

    public void Write<T>(string file, T content, JsonTypeInfo<T> type) =>
        Write(file, stream => JsonSerializer.Serialize(stream, content, type));

    /// <summary>SHA-256 of every file written so far, in lower-case hex, by file name.</summary>
    public SortedDictionary<string, string> Hash()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(Folder))
        {
            using var stream = File.OpenRead(path);
            hashes.Add(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream)));
        }

        return hashes;
    }

    /// <summary>Puts the package in its place; one that stood there leaves only when the new one has its place.</summary>
    public void Publish()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        string replaced = Path.Combine(_root, "replaced");
        if (Directory.Exists(Target))
        {
            Directory.Move(Target, replaced);
        }

        try
        {
            Directory.Move(Folder, Target);
        }
        catch (IOException) when (Directory.Exists(replaced))
        {
            Directory.Move(replaced, Target);
            throw;
        }
    }

    public void Dispose() => Discard(_root);

    private static void Discard(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
