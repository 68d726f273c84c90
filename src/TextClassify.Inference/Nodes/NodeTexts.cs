using System.Text.Json;

namespace TextClassify.Inference.Nodes;

/// <summary>The texts that a node has by itself, by name. They are read once, and leave it in no other way than its answers.</summary>
public sealed class NodeTexts
{
    /// <summary>For a node that is sent what it reads.</summary>
    public static NodeTexts None { get; } = new(new Dictionary<string, string>());

    private readonly IReadOnlyDictionary<string, string> _texts;

    public NodeTexts(IReadOnlyDictionary<string, string> texts) => _texts = texts;

    public int Count => _texts.Count;

    /// <summary>Null where there is none.</summary>
    public string? Find(string name) => _texts.GetValueOrDefault(name);

    /// <summary>Reads lines of <c>{"id": ..., "text": ...}</c>.</summary>
    /// <exception cref="InvalidDataException">A line is none, or an id stands twice; the message has no word of it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static async Task<NodeTexts> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        await foreach (string line in File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (line.Length > 0 && (Parse(line) is not { } entry || !texts.TryAdd(entry.Id, entry.Text)))
            {
                throw new InvalidDataException(
                    $"Line {number} of {Path.GetFileName(file)} is no object with an id of its own and a text, both strings.");
            }
        }

        return new NodeTexts(texts);
    }

    private static (string Id, string Text)? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String
                && root.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
                    ? (id.GetString()!, text.GetString()!)
                    : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
