namespace TextClassify.Training.Data.Columns;

/// <summary>The columns that make a text: one, or several with '+' between them, whose texts are joined by a line end.</summary>
internal static class TextColumns
{
    public const char Plus = '+';

    /// <summary>The columns' names; a column that has the whole name is meant first.</summary>
    public static string[] Of(string name, Func<string, bool> exists) =>
        name.Contains(Plus, StringComparison.Ordinal) && !exists(name)
            ? name.Split(Plus, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [name];

    /// <summary>Null when no part is there; what is empty is left out.</summary>
    public static string? Join(IReadOnlyList<string?> parts) => parts is [var only]
        ? only
        : parts.All(part => part is null) ? null : string.Join('\n', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
