using System.Text.Json;

namespace TextClassify.Fuzzing;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Query">Names of the parameters behind the question mark.</param>
/// <param name="Bodies">Schema by media type; empty where it takes none.</param>
/// <param name="Statuses">What it may answer.</param>
internal sealed record Operation(
    string Method,
    string Path,
    IReadOnlyList<string> Query,
    IReadOnlyList<KeyValuePair<string, JsonElement>> Bodies,
    IReadOnlySet<int> Statuses)
{
    /// <summary>All of the document, so that a new operation is tried without a line here.</summary>
    public static IReadOnlyList<Operation> Read(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Operation(
               operation.Name.ToUpperInvariant(),
               path.Name,
               [.. QueryNames(operation.Value)],
               [.. Content(operation.Value)],
               operation.Value.GetProperty("responses").EnumerateObject().Select(response => int.Parse(response.Name, null)).ToHashSet()),
    ];

    private static IEnumerable<string> QueryNames(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(
                one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!)
            : [];

    private static IEnumerable<KeyValuePair<string, JsonElement>> Content(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
            ? body.GetProperty("content").EnumerateObject().Select(type => KeyValuePair.Create(type.Name, type.Value.GetProperty("schema")))
            : [];
}
