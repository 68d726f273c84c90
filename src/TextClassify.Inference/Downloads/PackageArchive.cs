using System.Formats.Tar;
using System.IO.Compression;

namespace TextClassify.Inference.Downloads;

/// <summary>
/// Unpacks a .zip or a .tar.gz that holds the files of one package, all in one folder or in none. Links, devices, paths that lead elsewhere
/// and more bytes than allowed are refused; sizes that the archive tells are not believed.
/// </summary>
public sealed class PackageArchive
{
    private const int MostFiles = 64;
    private const int BufferBytes = 1 << 16;

    /// <summary>Headers and padding around the files of a tar.</summary>
    private const long MostOverhead = 1 << 20;

    private readonly string _target;
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private string? _folder;
    private long _left;

    private PackageArchive(string target, long mostBytes) => (_target, _left) = (target, mostBytes);

    /// <param name="archive">The file.</param>
    /// <param name="target">A new folder.</param>
    /// <param name="mostBytes">Of all files together.</param>
    /// <returns>Why it is refused, in one sentence; null when all files are there.</returns>
    public static string? Unpack(string archive, string target, long mostBytes)
    {
        Directory.CreateDirectory(target);
        var unpacking = new PackageArchive(target, mostBytes);
        try
        {
            using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
            Span<byte> head = stackalloc byte[2];
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            file.Position = 0;
            return read < head.Length ? "The archive is empty."
                : head.SequenceEqual("PK"u8) ? unpacking.Zip(file)
                : head.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? unpacking.Tar(file, mostBytes)
                : "The archive is neither a .zip nor a .tar.gz.";
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException
            or FormatException)
        {
            return "The archive is broken off or damaged.";
        }
    }

    private string? Zip(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            // The upper half is the file's mode where a Unix made the archive.
            int kind = (entry.ExternalAttributes >> 16) & 0xF000;
            if (kind is not (0 or 0x8000 or 0x4000))
            {
                return NoFile;
            }

            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            using var content = entry.Open();
            if (Take(entry.FullName, content) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private string? Tar(Stream file, long mostBytes)
    {
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var bounded = new BoundedStream(unzipped, mostBytes + MostOverhead);
        using var tar = new TarReader(bounded);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                return NoFile;
            }

            if (Take(entry.Name, entry.DataStream ?? Stream.Null) is { } refusal)
            {
                return refusal;
            }
        }

        return bounded.Passed ? TooLarge : null;
    }

    private const string NoFile = "The archive holds a link or a device.";
    private const string TooLarge = "The archive holds more bytes than Models:MaxPackageBytes allows.";

    private string? Take(string path, Stream content)
    {
        var (folder, name, refusal) = ArchivePath.Read(path);
        if (refusal is not null)
        {
            return refusal;
        }

        _folder ??= folder;
        if (folder != _folder)
        {
            return "The archive holds files in more than one folder.";
        }

        if (!_files.Add(name))
        {
            return $"The archive holds {name} twice.";
        }

        return _files.Count > MostFiles ? $"The archive holds more than {MostFiles} files."
            : Copy(content, Path.Combine(_target, name)) ? null
            : TooLarge;
    }

    private bool Copy(Stream content, string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] buffer = new byte[BufferBytes];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            _left -= read;
            if (_left < 0)
            {
                return false;
            }

            file.Write(buffer, 0, read);
        }

        return true;
    }
}
