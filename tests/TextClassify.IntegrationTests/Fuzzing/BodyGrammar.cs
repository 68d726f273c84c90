using System.Text;
using System.Text.Json;

namespace TextClassify.Fuzzing;

/// <summary>Bodies after a schema of the document, and then not quite.</summary>
internal sealed class BodyGrammar(JsonElement schemas, Words words)
{
    private const int MaxDepth = 6;

    /// <summary>One in so many values is something else than the schema asks for.</summary>
    private const int OddOneIn = 40;

    /// <summary>One in so many lists is one element again and again.</summary>
    private const int LongOneIn = 60;

    private const int LongBytes = 40_000;

    public byte[] Json(Random random, JsonElement schema) => Disturb(random, Value(random, schema, "", 0));

    public byte[] Lines(Random random, JsonElement schema)
    {
        var lines = Enumerable.Range(0, random.Next(6)).Select(_ => Value(random, schema, "inputs", 1));
        return Disturb(random, string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines));
    }

    private string Value(Random random, JsonElement schema, string name, int depth)
    {
        if (random.Next(OddOneIn) == 0 || depth > MaxDepth)
        {
            return words.Value(random);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Value(random, schemas.GetProperty(reference.GetString()!.Split('/')[^1]), name, depth);
        }

        foreach (string choice in new[] { "oneOf", "allOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
            {
                return Value(random, choices[random.Next(choices.GetArrayLength())], name, depth);
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return values[random.Next(values.GetArrayLength())].GetRawText();
        }

        return (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "object" => Object(random, schema, name, depth),
            "array" when name == "shape" && random.Next(4) != 0 => "[1]",
            "array" when random.Next(LongOneIn) == 0 => Long(
                Value(random, schema.GetProperty("items"), name, depth + 1), random.Next(1, 5_000)),
            "array" => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ =>
                Value(random, schema.GetProperty("items"), name, depth + 1)))}]",
            "string" => Words.Quoted(random, String(random, name)),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "integer" => random.Next(3) == 0 ? Words.Number(random) : $"{random.Next(20)}",
            "number" => random.Next(3) == 0 ? Words.Number(random) : FormattableString.Invariant($"{random.NextDouble() * 2:F3}"),
            _ => words.Value(random),
        };
    }

    /// <summary>One element over and over, within what a body may have.</summary>
    private static string Long(string element, int times) =>
        $"[{string.Join(',', Enumerable.Repeat(element, Math.Min(times, 1 + (LongBytes / (element.Length + 1)))))}]";

    private string String(Random random, string name) => words.For(name, random)
        ?? (name is "inputs" or "text" or "prompt" or "data" || random.Next(8) == 0 ? Words.Text(random) : words.Served(random));

    private string Object(Random random, JsonElement schema, string name, int depth)
    {
        var members = new List<string>();
        string[] required = schema.TryGetProperty("required", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];

        // Few optional properties or many: together they soon contradict each other.
        int oneIn = 1 << random.Next(5);
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                bool given = required.Contains(property.Name) ? random.Next(40) != 0 : random.Next(1 + oneIn) == 0;
                if (given)
                {
                    members.Add($"{Words.Quoted(random, property.Name)}:{Value(random, property.Value, property.Name, depth + 1)}");
                }
            }
        }

        // Free names: a method's parameters.
        int others = schema.TryGetProperty("additionalProperties", out var free) && free.ValueKind == JsonValueKind.Object
            ? random.Next(3)
            : random.Next(60) / 59;
        members.AddRange(Enumerable.Range(0, others).Select(_ =>
        {
            string member = Words.Quoted(random, words.For(name, random) ?? words.Served(random));
            string value = random.Next(3) == 0 ? words.Value(random) : $"{random.Next(1, random.Next(12) == 0 ? 20_000 : 40)}";
            return $"{member}:{value}";
        }));
        if (random.Next(60) == 0 && members.Count > 0)
        {
            members.Add(members[0]);
        }

        return $"{{{string.Join(',', members)}}}";
    }

    /// <summary>Most bodies stay; some are cut, doubled, or lose, gain and change bytes.</summary>
    private static byte[] Disturb(Random random, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        int at = random.Next(body.Length + 1);
        switch (random.Next(30))
        {
            case 0:
                return body[..at];
            case 1:
                return [.. body, .. body];
            case 2:
                return [.. body[..at], (byte)random.Next(256), .. body[at..]];
            case 3 when at < body.Length:
                body[at] = (byte)random.Next(256);
                return body;
            case 4:
                return [0xEF, 0xBB, 0xBF, .. body];
            case 5:
                return random.Next(2) == 0 ? [] : Encoding.Unicode.GetBytes(json);
            default:
                return body;
        }
    }
}
