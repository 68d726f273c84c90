using System.Globalization;
using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>A package's place in the models' folder.</summary>
internal readonly record struct PackagePlace(string Name, string Version, string Path);

/// <summary>The models' folder: <c>NAME/VERSION/</c> a package; what begins with a dot is none.</summary>
internal sealed class PackageFolder(string directory)
{
    public string Directory { get; } = directory;

    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Every package that is there, whatever it is called.</summary>
    public IEnumerable<PackagePlace> Find() =>
        from model in System.IO.Directory.EnumerateDirectories(Directory)
        where !Path.GetFileName(model).StartsWith('.')
        from version in System.IO.Directory.EnumerateDirectories(model)
        where !Path.GetFileName(version).StartsWith('.')
        select new PackagePlace(Path.GetFileName(model), Path.GetFileName(version), version);

    /// <summary>Versions of a model that lie in the folder, in natural order; empty for a name that is none.</summary>
    public IReadOnlyList<string> Versions(string name)
    {
        string folder = Path.Combine(Directory, name);
        return !PackageNames.IsModelName(name) || !System.IO.Directory.Exists(folder)
            ? []
            : [.. System.IO.Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(PackageNames.IsVersion).Order(NaturalOrder.Instance)];
    }

    /// <summary>Null when it is not there, or cannot be: no name leaves the folder.</summary>
    public PackagePlace? Place(string name, string version)
    {
        if (!PackageNames.IsModelName(name) || !PackageNames.IsVersion(version))
        {
            return null;
        }

        string path = Path.Combine(Directory, name, version);
        return System.IO.Directory.Exists(path) ? new PackagePlace(name, version, path) : null;
    }

    /// <summary>Changes when a file of the package comes, goes, grows or is written.</summary>
    public static string Mark(PackagePlace place) => string.Join(
        '\n',
        new DirectoryInfo(place.Path).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"))
            .Order(StringComparer.Ordinal));
}
