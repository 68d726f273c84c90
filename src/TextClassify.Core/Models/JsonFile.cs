using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Models;

/// <summary>Reads a JSON file of a package; what cannot be read is a refusal with the place.</summary>
internal static class JsonFile
{
    public static (T? Value, PackageRefusal? Refusal) Parse<T>(string file, ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return NullInList(json) is { } offset ? (null, new PackageRefusal(file, $"has null in a list, {Place(json, offset)}; no list of a package holds one."))
                : JsonSerializer.Deserialize(json, type) is { } value ? (value, null)
                : (null, new PackageRefusal(file, "holds null."));
        }
        catch (JsonException error)
        {
            return (null, new PackageRefusal(file, $"is not valid at {Place(error)}: {Cause(error)}"));
        }
    }

    /// <summary>The serializer takes null for any element of a list, whatever the list's type says of its elements.</summary>
    private static int? NullInList(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        bool named = true;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.Null && !named)
            {
                return (int)reader.TokenStartIndex;
            }

            named = reader.TokenType is JsonTokenType.PropertyName;
        }

        return null;
    }

    private static string Place(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..offset];
        return $"line {before.Count((byte)'\n') + 1}, byte {offset - before.LastIndexOf((byte)'\n') - 1}";
    }

    private static string Place(JsonException error) =>
        $"{(string.IsNullOrEmpty(error.Path) ? "$" : error.Path)}, line {error.LineNumber.GetValueOrDefault() + 1}, byte {error.BytePositionInLine.GetValueOrDefault()}";

    // The serializer appends the place, which the sentence already has, and .NET's type names.
    private static string Cause(JsonException error)
    {
        string message = error.Message;
        int end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        return end < 0 ? message : message[..end];
    }
}
