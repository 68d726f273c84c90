using System.IO.Compression;

namespace TextClassify.Training.Data;

/// <summary>Opens a data file, unpacking gzip by its content rather than its name, and tells its format by its name.</summary>
internal static class DataStream
{
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        Span<byte> magic = stackalloc byte[2];
        int read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;

        return read == 2 && magic is [0x1F, 0x8B] ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <exception cref="DataException">There is no such file.</exception>
    public static void ThrowIfAbsent(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException($"{path} is a folder; name a .csv, .tsv or .jsonl file in it.");
        }

        if (!File.Exists(path))
        {
            throw new DataException($"There is no file {path}.");
        }
    }

    /// <exception cref="DataException">The text is UTF-16, as Excel's "Unicode text" and PowerShell's files are, with its byte order mark
    /// or without.</exception>
    public static void ThrowIfUtf16(string path)
    {
        using var stream = Open(path);
        Span<byte> start = stackalloc byte[512];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new DataException($"{Path.GetFileName(path)} is UTF-16; save it as UTF-8.");
        }

        if (HasZeroInEveryOther(start))
        {
            throw new DataException(
                $"{Path.GetFileName(path)} looks like UTF-16 without its byte order mark: every other byte is zero; save it as UTF-8.");
        }
    }

    /// <summary>Most characters of a header are ASCII, whose UTF-16 has a zero byte each; no UTF-8 text has one at all.</summary>
    private static bool HasZeroInEveryOther(ReadOnlySpan<byte> start)
    {
        int even = 0, odd = 0;
        for (int i = 0; i < start.Length; i++)
        {
            int zero = start[i] == 0 ? 1 : 0;
            (even, odd) = i % 2 == 0 ? (even + zero, odd) : (even, odd + zero);
        }

        return Math.Max(even, odd) > start.Length / 4 && Math.Min(even, odd) <= start.Length / 16;
    }

    public static DataFormat FormatOf(string path)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string extension = Path.GetExtension(plain);

        return extension.ToUpperInvariant() switch
        {
            ".CSV" => DataFormat.Csv,
            ".TSV" => DataFormat.Tsv,
            ".JSONL" or ".NDJSON" => DataFormat.JsonLines,
            _ => throw new DataException(
                $"{Path.GetFileName(path)} has the extension '{extension}'; .csv, .tsv and .jsonl (plain or .gz) are read."),
        };
    }
}
