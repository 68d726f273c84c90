using System.Globalization;
using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>A package's place in the models' folder.</summary>
internal readonly record struct PackagePlace(string Name, string Version, string Path);

/// <summary>The models' folder: <c>NAME/VERSION/</c> a package; what begins with a dot is none.</summary>
internal sealed class PackageFolder(string directory)
{
    // More than a package may have.
    private const int MostMarked = 1_024;

    public string Directory { get; } = directory;

    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Every package that is there, whatever it is called.</summary>
    public IEnumerable<PackagePlace> Find() =>
        from model in System.IO.Directory.EnumerateDirectories(Directory)
        where !Path.GetFileName(model).StartsWith('.')
        from version in Folders(model)
        where !Path.GetFileName(version).StartsWith('.')
        select new PackagePlace(Path.GetFileName(model), Path.GetFileName(version), version);

    /// <summary>Versions of a model that lie in the folder, in natural order; empty for a name that is none.</summary>
    public IReadOnlyList<string> Versions(string name)
    {
        string folder = Path.Combine(Directory, name);
        return !PackageNames.IsModelName(name) || !System.IO.Directory.Exists(folder)
            ? []
            : [.. Folders(folder).Select(path => Path.GetFileName(path)).Where(PackageNames.IsVersion).Order(NaturalOrder.Instance)];
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

    /// <summary>
    /// A version that another one's name differs from in nothing but case, which not every file system tells apart; null when there is
    /// none.
    /// </summary>
    public string? Twin(PackagePlace place)
    {
        string folder = Path.Combine(Directory, place.Name);
        return !System.IO.Directory.Exists(folder)
            ? null
            : Folders(folder).Select(path => Path.GetFileName(path))
                .Where(other => other != place.Version && other.Equals(place.Version, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();
    }

    /// <summary>
    /// Changes when a file of the package comes, goes, grows or is written; null when it can't be looked at, or goes meanwhile.
    /// </summary>
    public static string? Mark(PackagePlace place)
    {
        try
        {
            return string.Join(
                '\n',
                new DirectoryInfo(place.Path).EnumerateFileSystemInfos()
                    .Take(MostMarked)
                    .Select(entry => string.Create(
                        CultureInfo.InvariantCulture, $"{entry.Name}|{(entry as FileInfo)?.Length}|{entry.LastWriteTimeUtc.Ticks}"))
                    .Order(StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A folder that may not be read hides itself and not its neighbours.</summary>
    private static IEnumerable<string> Folders(string folder) =>
        System.IO.Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 });
}
