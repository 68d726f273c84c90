namespace TextClassify.Training.Data.Columns;

/// <summary>Which of a file's columns was meant by a name that none of them has.</summary>
internal static class ColumnGuess
{
    /// <summary>Edits for each character of the name asked for.</summary>
    private const double MostEdits = 0.34;

    // What exports and public data sets call the two columns; only asked for by the names that the options default to.
    private static readonly string[] Texts =
        ["text", "body", "content", "message", "sentence", "review", "comment", "tweet", "document", "description", "utterance", "query"];

    private static readonly string[] Labels =
        ["label", "class", "category", "target", "intent", "sentiment", "topic", "team", "tag", "y"];

    /// <summary>The column that is likest, or null where none is like it.</summary>
    public static string? Of(string wanted, IEnumerable<string> found)
    {
        string[] names = [.. found.Where(name => name.Length > 0)];
        return names.FirstOrDefault(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? names.Select(name => (Name: name, Edits: Edits(Plain(wanted), Plain(name))))
                .Where(pair => pair.Edits <= MostEdits * wanted.Length)
                .OrderBy(pair => pair.Edits)
                .Select(pair => pair.Name)
                .FirstOrDefault()
            ?? names.FirstOrDefault(name => Holds(name, wanted) || Holds(wanted, name))
            ?? Named(wanted, Texts, names)
            ?? Named(wanted, Labels, names);
    }

    private static string? Named(string wanted, string[] others, string[] names) => wanted != others[0]
        ? null
        : others.Select(other => names.FirstOrDefault(name => Holds(name, other))).FirstOrDefault(name => name is not null);

    /// <summary>A name of one or two letters is in too many others to say anything.</summary>
    private static bool Holds(string name, string part) => part.Length > 2
        ? name.Contains(part, StringComparison.OrdinalIgnoreCase)
        : string.Equals(name, part, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>Characters to put in, take out, replace or swap with the next (Damerau 1964), each place once.</summary>
    private static int Edits(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1),
                        Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
