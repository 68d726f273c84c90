using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace TextClassify.Infrastructure;

/// <summary>
/// A models folder with versions of the classifier of random weights. Even versions call each label by the next one's name, so that an
/// answer tells which version made it.
/// </summary>
internal sealed class VersionedModels : IDisposable
{
    public const string Name = "tiny";

    public VersionedModels(params string[] versions)
        : this(Directory.CreateTempSubdirectory("textclassify-models-"), versions)
    {
    }

    public VersionedModels(DirectoryInfo folder, params string[] versions)
    {
        Folder = folder.FullName;
        Array.ForEach(versions, Add);
    }

    public string Folder { get; }

    /// <summary>Puts a version beside the others, whole.</summary>
    public void Add(string version) => Write(Path.Combine(Folder, Name, version), version);

    /// <summary>A package as it is published, and its hash.</summary>
    public static (byte[] Archive, string Sha256) Pack(string version, bool zip = false, Action<string>? change = null)
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-pack-").FullName;
        try
        {
            string package = Path.Combine(folder, Name, version);
            Write(package, version);
            change?.Invoke(package);
            using var archive = new MemoryStream();
            if (zip)
            {
                ZipFile.CreateFromDirectory(folder, archive);
            }
            else
            {
                using var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true);
                TarFile.CreateFromDirectory(folder, gzip, includeBaseDirectory: false);
            }

            byte[] bytes = archive.ToArray();
            return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Write(string target, string version)
    {
        // Written beside and moved, as a release does it.
        string draft = target + ".draft";
        Directory.CreateDirectory(draft);
        foreach (string path in Directory.EnumerateFiles(Path.Combine(TinyService.ModelsFolder, Name, "1")))
        {
            File.Copy(path, Path.Combine(draft, Path.GetFileName(path)));
        }

        string file = Path.Combine(draft, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(file))!;
        manifest["version"] = version;
        if ((version[^1] - '0') % 2 == 0)
        {
            var labels = manifest["labels"]!.AsArray();
            var first = labels[0];
            labels.RemoveAt(0);
            labels.Add(first);
        }

        File.WriteAllText(file, manifest.ToJsonString());
        Directory.Move(draft, target);
    }
}
