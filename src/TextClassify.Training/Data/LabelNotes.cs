namespace TextClassify.Training.Data;

/// <summary>What makes labels doubtful and yet no error: each a sentence that says what to look at.</summary>
internal static class LabelNotes
{
    private const int MostShown = 5;

    /// <summary>What exports write where there is no value.</summary>
    private static readonly string[] Absent = ["nan", "null", "none", "n/a", "#n/a", "na", "undefined"];

    public static IReadOnlyList<string> Of(IReadOnlyList<LabelledText> rows) =>
        [.. new[] { Alike(rows), Rare(rows), Missing(rows), Contradicting(rows) }.OfType<string>()];

    /// <summary>Of rows that may have several labels, or none.</summary>
    public static IReadOnlyList<string> OfSets(IReadOnlyList<LabelledText> rows)
    {
        LabelledText[] single = [.. rows.SelectMany(row => LabelSet.LabelsOf(row.Label).Select(label => row with { Label = label }))];
        string[] doubtful = [.. new[] { Alike(single), Rare(single), Missing(single) }.OfType<string>()];
        int none = rows.Count(row => row.Label.Length == 0), several = rows.Count(row => LabelSet.LabelsOf(row.Label).Length > 1);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"A row may have several labels: {several:N0} of {rows.Count:N0} have more than one, {none:N0} have none, "
                + $"{(double)single.Length / rows.Count:F2} on average."),
            .. doubtful,
        ];
    }

    /// <summary>Labels that differ in case, white space and hyphens alone.</summary>
    private static string? Alike(IReadOnlyList<LabelledText> rows)
    {
        var groups = rows.Select(row => row.Label).Distinct(StringComparer.Ordinal)
            .GroupBy(Plain, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1)
            .Select(group => string.Join(" and ", group.Order(StringComparer.Ordinal).Select(label => $"'{label}'"))).ToArray();
        return groups.Length == 0
            ? null
            : $"Labels that look alike are classes of their own: {Join(groups)}; write them alike if they mean the same.";
    }

    private static string? Rare(IReadOnlyList<LabelledText> rows)
    {
        string[] single = [.. rows.CountBy(row => row.Label).Where(count => count.Value == 1).Select(count => $"'{count.Key}'")];
        return single.Length == 0
            ? null
            : $"Labels of a single row, {single.Length} in all, can't be learned and measured: {Join(single)}; a slip of writing?";
    }

    private static string? Missing(IReadOnlyList<LabelledText> rows)
    {
        var counts = rows.Where(row => Absent.Contains(row.Label, StringComparer.OrdinalIgnoreCase)).CountBy(row => row.Label)
            .Select(count => $"'{count.Key}' ({count.Value} rows)").ToArray();
        return counts.Length == 0
            ? null
            : $"A label may stand for no value, and is learned as one: {Join(counts)}; take the rows out if they have no label.";
    }

    private static string? Contradicting(IReadOnlyList<LabelledText> rows)
    {
        int texts = rows.GroupBy(row => row.Text, StringComparer.Ordinal)
            .Count(text => text.Select(row => row.Label).Distinct(StringComparer.Ordinal).Count() > 1);
        return texts == 0 ? null : $"Texts that stand in several rows with different labels: {texts}; no model can have them all right.";
    }

    /// <summary>A number stays as it is: its sign and point mean something.</summary>
    private static string Plain(string label) => double.TryParse(label, CultureInfo.InvariantCulture, out _)
        ? label
        : string.Concat(label.Where(character => !char.IsWhiteSpace(character) && character is not ('-' or '_'))).ToUpperInvariant();

    private static string Join(string[] names) =>
        string.Join(", ", names.Take(MostShown)) + (names.Length > MostShown ? $" and {names.Length - MostShown} more" : "");
}
