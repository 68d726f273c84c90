using System.Collections.Frozen;
using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>A package in a folder.</summary>
internal sealed class DirectoryPackageFiles : IPackageFiles
{
    private readonly string _directory;

    public DirectoryPackageFiles(string directory)
    {
        _directory = directory;
        Names = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/'))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    public IReadOnlySet<string> Names { get; }

    public Stream OpenRead(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);

    public string PathOf(string name) => Names.Contains(name)
        ? Path.Combine(_directory, name)
        : throw new FileNotFoundException($"The package has no file '{name}'.", name);
}
