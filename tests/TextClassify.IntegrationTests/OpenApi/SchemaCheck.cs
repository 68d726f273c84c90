using System.Text.Json;

namespace TextClassify.OpenApi;

/// <summary>The part of JSON Schema that the document uses of answers: references, objects, lists, required and allowed
/// properties.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Faults(JsonElement value, JsonElement schema, JsonElement schemas, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Faults(value, schemas.GetProperty(reference.GetString()!.Split('/')[^1]), schemas, path);
        }

        if (schema.TryGetProperty("allOf", out var parts))
        {
            return parts.EnumerateArray().SelectMany(part => Faults(value, part, schemas, path));
        }

        return schema.TryGetProperty("type", out var type) ? type.GetString() switch
        {
            "object" => Object(value, schema, schemas, path),
            "array" when value.ValueKind == JsonValueKind.Array =>
                value.EnumerateArray().SelectMany((item, i) => Faults(item, schema.GetProperty("items"), schemas, $"{path}[{i}]")),
            "string" when value.ValueKind == JsonValueKind.String => [],
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => [],
            "number" when value.ValueKind == JsonValueKind.Number => [],
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) => [],
            var expected => [$"{path} is {value.ValueKind}, not {expected}."],
        } : [];
    }

    private static IEnumerable<string> Object(JsonElement value, JsonElement schema, JsonElement schemas, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            yield return $"{path} is {value.ValueKind}, not an object.";
            yield break;
        }

        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        foreach (var property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var inner))
            {
                foreach (string fault in Faults(property.Value, inner, schemas, $"{path}.{property.Name}"))
                {
                    yield return fault;
                }
            }
            else if (!schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind == JsonValueKind.False)
            {
                yield return $"{path}.{property.Name} is not in the schema.";
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (string name in required.EnumerateArray().Select(name => name.GetString()!).Where(
                name => !value.TryGetProperty(name, out _)))
            {
                yield return $"{path}.{name} is required and missing.";
            }
        }
    }
}
