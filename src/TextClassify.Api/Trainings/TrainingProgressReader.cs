using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>Reads what has come into a file of JSON lines since the last look. Not safe for concurrent use.</summary>
internal sealed class TrainingProgressReader(string path)
{
    private long _position;

    /// <summary>Whole lines only; one that can't be read, as of a newer program, says nothing.</summary>
    public IReadOnlyList<TrainingLine> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = _position;
        byte[] bytes = new byte[Math.Max(0, file.Length - _position)];
        int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        int whole = bytes.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
        _position += whole;

        var lines = new List<TrainingLine>();
        foreach (var part in bytes.AsSpan(0, whole).Split((byte)'\n'))
        {
            if (bytes.AsSpan(part) is { IsEmpty: false } line && Parse(line) is { } read)
            {
                lines.Add(read);
            }
        }

        return lines;
    }

    private static TrainingLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TrainingJson.Default.TrainingLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
