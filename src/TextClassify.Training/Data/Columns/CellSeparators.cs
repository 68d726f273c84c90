namespace TextClassify.Training.Data.Columns;

/// <summary>Cells that look as if they had several labels with a sign between them.</summary>
internal static class CellSeparators
{
    private const double LeastShare = 0.05;

    private const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static readonly char[] Signs = [';', '|', ','];

    /// <summary>
    /// A sentence that tells how they are read apart, or null: a sign stands in one label of twenty, and reading at it leaves fewer labels
    /// than there were. One label that has a comma in its name is no such sign.
    /// </summary>
    /// <param name="labels">Of each row.</param>
    public static string? Note(IReadOnlyCollection<string> labels)
    {
        foreach (char sign in Signs)
        {
            int cells = labels.Count(label => label.Contains(sign, StringComparison.Ordinal));
            if (cells < 2 || cells < LeastShare * labels.Count)
            {
                continue;
            }

            int whole = labels.Distinct(StringComparer.Ordinal).Count();
            int parts = labels.SelectMany(label => label.Split(sign, Parts)).Distinct(StringComparer.Ordinal).Count();
            if (parts < whole)
            {
                return $"{cells} of {labels.Count} labels have '{sign}' in them, as where a row has several; each is read as one label "
                    + $"here, of {whole}. --label-separator \"{sign}\" reads {parts} labels, of which a row may have several.";
            }
        }

        return null;
    }
}
