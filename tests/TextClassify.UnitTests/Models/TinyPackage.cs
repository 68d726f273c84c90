using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TextClassify.Layout;
using TextClassify.Models;
using TextClassify.Models.GenericOnnx;

namespace TextClassify.UnitTests.Models;

/// <summary>The valid package of <c>tests/fixtures/models/tiny/1</c> in memory, to be broken in one place at a time.</summary>
internal sealed class TinyPackage : IPackageFiles
{
    public const string Name = "tiny";
    public const string Version = "1";

    private readonly Dictionary<string, byte[]> _files = [];

    public TinyPackage()
    {
        foreach (string path in Directory.EnumerateFiles(Folder))
        {
            _files.Add(Path.GetFileName(path), File.ReadAllBytes(path));
        }
    }

    /// <summary>
    /// The same net as a foreign package: its graph goes from embeddings to logits (written by <c>EmbeddedGraph</c> of the training tests),
    /// and no other is there.
    /// </summary>
    public static TinyPackage Foreign()
    {
        var package = new TinyPackage();
        foreach (string file in package.Names.Where(IsDerived))
        {
            package.Without(file);
        }

        return package
            .Manifest(manifest =>
            {
                manifest["architecture"] = GenericOnnxPackageReader.Architecture;
                manifest["capabilities"] = new JsonArray(Capabilities.Embeddings);
                var shape = manifest["shape"]!;
                foreach (string width in (string[])["aspects", "stateWidth", "wordWidth"])
                {
                    shape[width] = 0;
                }

                var files = manifest["files"]!.AsObject();
                foreach (string file in files.Select(pair => pair.Key).Where(IsDerived).ToArray())
                {
                    files.Remove(file);
                }
            })
            .Honestly(ModelManifest.ForwardFile, File.ReadAllBytes(
                Path.Combine(Solution.Folder, "tests", "fixtures", "foreign", ModelManifest.ForwardFile)));
    }

    /// <summary>Where the packages of the fixtures lie.</summary>
    public static string Models => Path.Combine(Solution.Folder, "tests", "fixtures", "models");

    public static string Folder => Path.Combine(Models, Name, Version);

    public IReadOnlySet<string> Names => _files.Keys.ToHashSet(StringComparer.Ordinal);

    public byte[] this[string name] => _files[name];

    public Stream OpenRead(string name) => new MemoryStream(_files[name], writable: false);

    public TinyPackage Without(string file)
    {
        _files.Remove(file);
        return this;
    }

    /// <summary>Replaces a file and leaves the manifest as it is.</summary>
    public TinyPackage With(string file, byte[] content)
    {
        _files[file] = content;
        return this;
    }

    /// <summary>Replaces a file and lists its hash, so that only its content can be at fault.</summary>
    public TinyPackage Honestly(string file, byte[] content) =>
        With(file, content).Manifest(manifest => manifest["files"]![file] = Convert.ToHexStringLower(SHA256.HashData(content)));

    public TinyPackage Manifest(Action<JsonNode> edit) => Json(ModelManifest.FileName, edit, (file, content) => With(file, content));

    public TinyPackage Golden(Action<JsonNode> edit) => Json(ModelManifest.GoldenFile, edit, Honestly);

    public TinyPackage Profile(Action<JsonNode> edit) => Json(ReferenceProfile.FileName, edit, Honestly);

    public TinyPackage Vocabulary(Func<string, string> edit) =>
        Honestly(ModelManifest.VocabularyFile, Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(_files[ModelManifest.VocabularyFile]))));

    /// <summary>Writes the package to <c>FOLDER/name/version</c>.</summary>
    public void Write(string folder, string name = Name, string version = Version)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, name, version)).FullName;
        foreach (var (file, content) in _files)
        {
            File.WriteAllBytes(Path.Combine(target, file), content);
        }
    }

    private static bool IsDerived(string file) =>
        file is ModelManifest.ExplainFile or ModelManifest.ContextualFile or ReferenceCorpus.FileName
        || file.StartsWith("map-", StringComparison.Ordinal);

    private TinyPackage Json(string file, Action<JsonNode> edit, Func<string, byte[], TinyPackage> replace)
    {
        var node = JsonNode.Parse(_files[file])!;
        edit(node);
        return replace(file, Encoding.UTF8.GetBytes(node.ToJsonString()));
    }
}
