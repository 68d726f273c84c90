using System.Text;
using System.Text.Json;

namespace TextClassify.Training.Runs;

/// <summary>A file of JSON lines that grows with a run, and loses what a resumed run does again.</summary>
/// <typeparam name="T">A line.</typeparam>
/// <param name="path">Need not exist.</param>
internal sealed class LineFile<T>(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Without a last line that has no end: a kill cut it off.</summary>
    public IReadOnlyList<T> Read()
    {
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        string[] whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. whole.Select(line => JsonSerializer.Deserialize<T>(line, Json)!)];
    }

    public void Append(T line) => File.AppendAllText(path, Write(line));

    public void Keep(Func<T, bool> kept)
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Read().Where(kept).Select(Write)));
        AtomicFile.Write(path, stream => stream.Write(lines));
    }

    private static string Write(T line) => JsonSerializer.Serialize(line, Json) + "\n";
}
