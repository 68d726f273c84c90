namespace TextClassify.Training.Data.Columns;

/// <summary>The columns that make a row's labels: one, or several with commas between them, each of which says yes or no.</summary>
internal static class LabelColumns
{
    private const char Comma = ',';

    private static readonly HashSet<string> Yes = new(["1", "1.0", "true", "t", "yes", "y", "x"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["", "0", "0.0", "false", "f", "no", "n"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns' names; a column that has the whole name is meant first.</summary>
    public static string[] Of(string? name, Func<string, bool> exists) =>
        name is null ? []
        : name.Contains(Comma, StringComparison.Ordinal) && !exists(name)
            ? name.Split(Comma, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [name];

    /// <summary>The columns that say yes, or what is wrong with the first that says neither.</summary>
    /// <param name="columns">Their names, which are the labels.</param>
    /// <param name="values">Of a row; null is no.</param>
    public static (IReadOnlyList<string> Labels, string? Fault) Read(string[] columns, string?[] values)
    {
        var labels = new List<string>(columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            string value = values[i]?.Trim() ?? "";
            if (Yes.Contains(value))
            {
                labels.Add(columns[i]);
            }
            else if (!No.Contains(value))
            {
                return ([], $"'{columns[i]}' is neither 1 nor 0 (true, false, yes, no, x and nothing are read too)");
            }
        }

        return (labels, null);
    }
}
