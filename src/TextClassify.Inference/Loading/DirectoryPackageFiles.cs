using System.Collections.Frozen;

namespace TextClassify.Inference.Loading;

/// <summary>A package in a folder, of which nothing but regular files is ever opened.</summary>
internal sealed class DirectoryPackageFiles : IPackageFiles
{
    private const int MostFiles = 64;

    private readonly string _directory;
    private readonly CancellationToken _cancellation;

    private DirectoryPackageFiles(string directory, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        (_directory, _cancellation) = (directory, cancellationToken);
        Names = names.ToFrozenSet(StringComparer.Ordinal);
    }

    public IReadOnlySet<string> Names { get; }

    /// <param name="directory">Is there.</param>
    /// <param name="cancellationToken">Ends reading, however long a file is.</param>
    public static (DirectoryPackageFiles? Files, PackageRefusal? Refusal) Open(string directory, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? reason = RegularFile.Fault(entry)
                ?? (names.Count == MostFiles ? $"is one file more than the {MostFiles} a package may have." : null);
            if (reason is not null)
            {
                return (null, new PackageRefusal(PackageNames.Printable(entry.Name), reason));
            }

            names.Add(entry.Name);
        }

        return (new DirectoryPackageFiles(directory, names, cancellationToken), null);
    }

    public Stream OpenRead(string name) => new CancellableFile(PathOf(name), _cancellation);

    public string PathOf(string name) => Names.Contains(name)
        ? Path.Combine(_directory, name)
        : throw new FileNotFoundException($"The package has no file '{name}'.", name);

    /// <summary>
    /// Reading goes on for as long as a file is, and a sparse one of a terabyte takes no room. The file stands within: a class derived from
    /// <see cref="FileStream"/> reads into a rented array as long as the span, and the tables of the shipped models left 60 MB of them.
    /// </summary>
    private sealed class CancellableFile(string path, CancellationToken cancellationToken) : ReadingStream
    {
        private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);

        public override long Length => _file.Length;

        public override int Read(Span<byte> buffer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return _file.Read(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            _file.Dispose();
            base.Dispose(disposing);
        }
    }
}
