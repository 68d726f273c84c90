using System.Security.Cryptography;
using System.Text;
using TextClassify.Layout;
using TextClassify.Models;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Loading.Mutations;

/// <summary>A package of any kind in memory; each of its files may be anything.</summary>
internal sealed class MemoryPackage : IPackageFiles
{
    private static readonly Lazy<MemoryPackage[]> Sound = new(() =>
    [
        Of("tiny", Read("models", "tiny")), Of("rhyme", Read("language-models", "rhyme")),
        Of("tiny-aspect", Read("aspect-models", "tiny-aspect")), Of("tiny-sources", Read("sources-models", "tiny-sources")), Foreign(),
        Of("small", Read("imported-models", "small")), Of("small-bytes", Read("imported-models", "small-bytes")),
    ]);

    private readonly SortedDictionary<string, byte[]> _files;

    private MemoryPackage(string name, SortedDictionary<string, byte[]> files) => (Name, _files) = (name, files);

    /// <summary>One of each kind, as the fixtures have them.</summary>
    public static IReadOnlyList<MemoryPackage> Kinds => Sound.Value;

    public string Name { get; }

    public IReadOnlySet<string> Names => _files.Keys.ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<string> Files => [.. _files.Keys];

    public byte[] this[string file]
    {
        get => _files[file];
        set => _files[file] = value;
    }

    public Stream OpenRead(string name) => new MemoryStream(_files[name], writable: false);

    public MemoryPackage Copy() => new(Name, new SortedDictionary<string, byte[]>(_files, StringComparer.Ordinal));

    public void Remove(string file) => _files.Remove(file);

    /// <summary>
    /// Puts the right SHA-256 in place of the one that the sound package lists, wherever it stands, so that what is in the file decides.
    /// </summary>
    public void RightHashes(MemoryPackage sound)
    {
        string manifest = Encoding.Latin1.GetString(_files[ModelManifest.FileName]);
        foreach (var (file, content) in _files)
        {
            if (file != ModelManifest.FileName && sound._files.TryGetValue(file, out byte[]? before) && before != content)
            {
                manifest = manifest.Replace(Hash(before), Hash(content), StringComparison.Ordinal);
            }
        }

        _files[ModelManifest.FileName] = Encoding.Latin1.GetBytes(manifest);
    }

    public void Write(string folder)
    {
        foreach (var (file, content) in _files)
        {
            File.WriteAllBytes(Path.Combine(folder, file), content);
        }
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static MemoryPackage Of(string name, IEnumerable<KeyValuePair<string, byte[]>> files) =>
        new(name, new SortedDictionary<string, byte[]>(files.ToDictionary(), StringComparer.Ordinal));

    private static IEnumerable<KeyValuePair<string, byte[]>> Read(string kind, string name) =>
        Directory.EnumerateFiles(Path.Combine(Solution.Folder, "tests", "fixtures", kind, name, "1"))
            .Select(path => KeyValuePair.Create(Path.GetFileName(path), File.ReadAllBytes(path)));

    private static MemoryPackage Foreign()
    {
        var tiny = TinyPackage.Foreign();
        return Of("tiny", tiny.Names.Select(file => KeyValuePair.Create(file, tiny[file])));
    }
}
