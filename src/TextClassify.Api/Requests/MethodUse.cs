namespace TextClassify.Api.Requests;

/// <param name="Name">The method.</param>
/// <param name="Parameters">Every parameter with the value that was used, of the kind its type says or null.</param>
internal sealed record MethodUse(string Name, IReadOnlyDictionary<string, object?> Parameters);
