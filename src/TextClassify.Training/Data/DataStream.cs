using System.IO.Compression;
using TextClassify.Training.Data.Encodings;

namespace TextClassify.Training.Data;

/// <summary>Opens a data file, unpacking gzip by its content rather than its name, and tells its format by its name.</summary>
internal static class DataStream
{
    private const int StartBytes = 256;

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

    /// <exception cref="DataException">The file is no rows of text, whatever its name says.</exception>
    public static void ThrowIfForeign(string path)
    {
        using var stream = Open(path);
        Span<byte> bytes = stackalloc byte[StartBytes];
        ReadOnlySpan<byte> start = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        string name = Path.GetFileName(path);
        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            throw new DataException($"{name} is a workbook or another zip archive; save the sheet as CSV.");
        }

        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        if (text is [(byte)'<', ..])
        {
            throw new DataException($"{name} begins with '<', as a web page does; download the file itself.");
        }

        if (text is [(byte)'[', ..] && FormatOf(path) is DataFormat.JsonLines)
        {
            throw new DataException($"{name} is one JSON array; write one object on each line, without the brackets around them all.");
        }
    }

    /// <exception cref="DataException">It is none that is read.</exception>
    public static FileEncoding EncodingOf(string path, CancellationToken cancellationToken)
    {
        using var stream = Open(path);
        return EncodingSurvey.Of(stream, cancellationToken) is var encoding and not FileEncoding.Other
            ? encoding
            : throw new DataException(
                $"{Path.GetFileName(path)} is neither UTF-8 nor UTF-16 nor Windows-1252, as far as its bytes tell; save it as UTF-8.");
    }

    public static DataFormat FormatOf(string path)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string extension = Path.GetExtension(plain);

        return extension.ToUpperInvariant() switch
        {
            ".CSV" => DataFormat.Csv,
            ".TSV" => DataFormat.Tsv,
            ".JSONL" or ".NDJSON" or ".JSON" => DataFormat.JsonLines,
            _ => throw new DataException(
                $"{Path.GetFileName(path)} has the extension '{extension}'; .csv, .tsv and .jsonl (plain or .gz) are read."),
        };
    }
}
