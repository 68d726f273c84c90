using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextClassify.UnitTests.Loading.Mutations;

/// <summary>Puts something else in one place of a JSON file: what no reader of it should find there.</summary>
internal static class JsonMutation
{
    private const string Place = "@place@";

    private static readonly string[] Values =
    [
        "null",
        "[null]",
        "true",
        "\"\"",
        "\" \"",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"a\":null}",
        "0",
        "1",
        "-1",
        "0.5",
        "65535",
        "65537",
        "2147483647", "2147483648", "-2147483648", "9223372036854775807", "18446744073709551616", "1e308", "-1e308", "1e-320", "1e400",
        "NaN", "Infinity", "-0", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"", "\"1e5\"", Deep(40), Deep(100_000),
        $"\"{new string('a', 100_000)}\"", $"[{string.Join(',', Enumerable.Repeat("[]", 3_000))}]",
    ];

    /// <returns>The same where it was spoilt before, past what can be written again.</returns>
    public static byte[] Apply(byte[] json, Random random)
    {
        try
        {
            return Encoding.UTF8.GetBytes(Mutated(json, random));
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return json;
        }
    }

    private static string Mutated(byte[] json, Random random)
    {
        var root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        if (nodes.Count < 2)
        {
            return "0";
        }

        var node = nodes[random.Next(1, nodes.Count)];
        string raw = Values[random.Next(Values.Length)];
        switch (random.Next(8))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                raw = node.ToJsonString();
                node.ReplaceWith(nodes[random.Next(1, nodes.Count)].DeepClone());
                break;
            case 2 when node.Parent is JsonObject parent:
                // The same name twice.
                string name = JsonSerializer.Serialize(node.GetPropertyName());
                raw = $"{node.ToJsonString()},{name}:{(random.Next(2) == 0 ? node.ToJsonString() : raw)}";
                parent[node.GetPropertyName()] = Place;
                break;
            case 3 when node.Parent is JsonArray list:
                int times = random.Next(1, 200);
                for (int i = 0; i < times; i++)
                {
                    list.Insert(random.Next(list.Count + 1), node.DeepClone());
                }

                break;
            case 4 when node is JsonArray cut && cut.Count > 0:
                cut.RemoveRange(random.Next(cut.Count), 1);
                break;
            default:
                node.ReplaceWith(Place);
                break;
        }

        return root!.ToJsonString().Replace($"\"{Place}\"", raw, StringComparison.Ordinal);
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private static void Remove(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonObject parent:
                parent.Remove(node.GetPropertyName());
                break;
            case JsonArray list:
                list.Remove(node);
                break;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node is null)
        {
            return;
        }

        nodes.Add(node);
        var children = node switch
        {
            JsonObject named => named.Select(pair => pair.Value),
            JsonArray list => list,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        foreach (var child in children)
        {
            Collect(child, nodes);
        }
    }
}
