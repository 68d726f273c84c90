using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Models;

/// <summary>
/// Reads a JSON file of a package; what cannot be read is a refusal with the place. The serializer takes null for any element of a list,
/// whatever the list's type says of its elements, so the rules of each file look for it.
/// </summary>
public static class JsonFile
{
    /// <param name="files">The package.</param>
    /// <param name="file">One of its files.</param>
    /// <param name="type">What it holds.</param>
    public static (T? Value, PackageRefusal? Refusal) Read<T>(IPackageFiles files, string file, JsonTypeInfo<T> type)
        where T : class => Parse(file, PackageFileRules.ReadAll(files, file), type);

    public static (T? Value, PackageRefusal? Refusal) Parse<T>(string file, ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value
                ? (value, null)
                : (null, new PackageRefusal(file, "holds null."));
        }
        catch (JsonException error)
        {
            return (null, new PackageRefusal(file, $"is not valid at {Place(error)}: {Cause(error)}"));
        }
    }

    private static string Place(JsonException error) =>
        $"{(string.IsNullOrEmpty(error.Path) ? "$" : error.Path)}, line {error.LineNumber.GetValueOrDefault() + 1}, "
        + $"byte {error.BytePositionInLine.GetValueOrDefault()}";

    // The serializer appends the place, which the sentence already has, and .NET's type names.
    private static string Cause(JsonException error)
    {
        string message = error.Message;
        int end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        return end < 0 ? message : message[..end];
    }
}
