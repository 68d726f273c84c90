namespace TextClassify.Training.Data;

/// <summary>
/// The labels of a row that may have several, or none, as one string: in ordinal order, so that rows with the same labels are alike.
/// </summary>
internal static class LabelSet
{
    /// <summary>What stands between labels in files that are written for people.</summary>
    public const char Semicolon = ';';

    // Unicode's unit separator: what is read from files has other signs between labels, and in them.
    private const char Between = '\u001F';

    public static string Of(IEnumerable<string> labels) =>
        string.Join(Between, labels.Where(label => label.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static string[] LabelsOf(string set) => set.Length == 0 ? [] : set.Split(Between);

    /// <summary>As a cell of a file; one label is itself.</summary>
    public static string InWords(string set) => set.Replace(Between, Semicolon);

    /// <summary>
    /// For each row its rarest label, empty where it has none: what rows are spread by, since sets are often of one row and labels are not.
    /// </summary>
    public static Func<LabelledText, string> RarestOf(IEnumerable<LabelledText> rows)
    {
        var counts = rows.SelectMany(row => LabelsOf(row.Label)).CountBy(label => label, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return row => LabelsOf(row.Label).MinBy(label => counts.GetValueOrDefault(label)) ?? "";
    }
}
